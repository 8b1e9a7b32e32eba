import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { build } from 'esbuild'
import { expect, it } from 'vitest'

const run = promisify(execFile)

/** Renders in a process of its own and prints what came out. */
const script = `
import { renderEditions } from './src/edition/render-editions.ts'
import { block, document, sources } from './test/edition/sample.ts'
const blocks = [
  block('letter', 'letter', {}, 'Dear :name[friend], [read](https://example.org/x) and ![a door](images/film.png).'),
  block('event', 'talk', { start: '2024-03-10T01:30', end: '2024-03-10T03:30' }, '## A talk'),
  block('action', 'call', { href: 'https://example.org/call', by: '2024-11-03' }, '## Call', { for: ['policy'] }),
]
const documents = ['en', 'es', 'vi'].map((language) => document(blocks, {}, language))
process.stdout.write(JSON.stringify(await renderEditions(sources(documents))))
`

it('renders the same bytes in two processes on machines with other clocks and languages', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'wayforward-'))
  try {
    const outfile = join(folder, 'render.mjs')
    await build({
      stdin: { contents: script, resolveDir: resolve('.'), loader: 'ts' },
      bundle: true,
      platform: 'node',
      format: 'esm',
      outfile,
      // CommonJS parts of the bundle ask for Node's modules at run time.
      banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url)" },
    })
    await writeFile(join(folder, 'package.json'), '{"type":"module"}')
    const render = async (TZ: string, LANG: string): Promise<string> => {
      const { stdout } = await run(process.execPath, [outfile], { env: { TZ, LANG, LC_ALL: LANG }, maxBuffer: 1e8 })
      return stdout
    }
    const [one, two] = await Promise.all([render('UTC', 'C'), render('Asia/Tokyo', 'vi_VN.UTF-8')])
    expect(JSON.parse(one)).toHaveLength(3)
    expect(two).toBe(one)
  } finally {
    await rm(folder, { recursive: true })
  }
})
