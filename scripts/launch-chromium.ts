import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'

/** CHROMIUM_PATH, else Debian's, else the one @sparticuz/chromium unpacks. */
async function findChromium(): Promise<string> {
  const known = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium'
  if (existsSync(known)) return known
  const { default: packed } = await import('@sparticuz/chromium')
  return packed.executablePath()
}

/** A browser without a window. `forceDark` is near to what Gmail's apps do to a mail: bright areas turn dark. */
export async function launchChromium({ forceDark = false } = {}): Promise<Browser> {
  const args = ['--no-sandbox', '--disable-gpu', '--font-render-hinting=none']
  if (forceDark) args.push('--blink-settings=forceDarkModeEnabled=true,forceDarkModeInversionAlgorithm=4')
  return chromium.launch({ executablePath: await findChromium(), args })
}
