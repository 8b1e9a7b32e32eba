import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Config } from '../../src/config.ts'
import { choosePageLanguage } from '../../src/newsletter/choose-page-language.ts'
import { readPageSettings } from '../../src/newsletter/page-settings.ts'
import { temporaryWorkspace } from './public-site.ts'

async function read(config: Config) {
  const warnings: string[] = []
  const settings = await readPageSettings(config, (warning) => void warnings.push(warning))
  return { settings, warnings }
}

describe('the settings of the pages', () => {
  it('are whole as shipped, in every language of the newsletter', async () => {
    const { settings, warnings } = await read(await temporaryWorkspace())
    expect(warnings).toEqual([])
    expect([...settings.words.keys()]).toEqual(settings.newsletter.languages)
    expect(settings.logo).toMatch(/^data:image\/png;base64,/)
  })

  it('let readers leave in another language when one has no words, and in none but with a word to the operator', async () => {
    const config = await temporaryWorkspace()
    rmSync(join(config.templatesFolder, 'pages/vi.yaml'))
    rmSync(join(config.templatesFolder, 'logo.png'))
    const { settings, warnings } = await read(config)
    expect([...settings.words.keys()]).toEqual(['en', 'es'])
    expect(settings.logo).toBeUndefined()
    expect(warnings).toHaveLength(2)
    expect(warnings.join()).toContain('templates/pages/vi.yaml')
    expect(choosePageLanguage(settings, 'vi', ['vi', 'es'])).toBe('es')
  })

  it('stop the server only when there is no page at all', async () => {
    const config = await temporaryWorkspace()
    for (const language of ['en', 'es', 'vi']) {
      const file = join(config.templatesFolder, `pages/${language}.yaml`)
      writeFileSync(file, readFileSync(file, 'utf8').replace(/^leave_button:.*$/m, ''))
    }
    await expect(read(config)).rejects.toMatchObject({ file: 'templates/pages/en.yaml' })
  })
})

describe('the language of a page', () => {
  it.each([
    ['the subscriber’s own', 'vi', ['es'], 'vi'],
    ['without its region', 'es-419', [], 'es'],
    ['the browser’s, when they are gone', undefined, ['fr', 'VI-vn', 'es'], 'vi'],
    ['the browser’s, when theirs is none of ours', 'ht', ['es'], 'es'],
    ['the newsletter’s first, else', undefined, ['*', 'x_x', ''], 'en'],
  ])('is %s', async (_, known, asked, expected) => {
    const { settings } = await read(await temporaryWorkspace())
    expect(choosePageLanguage(settings, known, asked)).toBe(expected)
  })
})
