/**
 * Bundle src/ and scripts/ into dist/ (packages stay external) and link node_modules/.bin/wayforward.
 *
 * Plain JavaScript, because it runs before anything is built: on prepare, prestart and pretest.
 * Code is split, so that `--help` loads neither a template engine nor a database.
 */
import { chmodSync, existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const dist = join(root, 'dist')

rmSync(dist, { recursive: true, force: true })
const scripts = readdirSync(join(root, 'scripts')).filter((name) => name.endsWith('.ts'))
await build({
  absWorkingDir: root,
  entryPoints: [
    { in: 'src/cli/main.ts', out: 'cli/main' },
    // Processes that the torture and the bench start, and kill.
    { in: 'test/resend/process.ts', out: 'test/resend/process' },
    { in: 'scripts/bench/server.ts', out: 'scripts/bench/server' },
    { in: 'scripts/bench/measure-memory.ts', out: 'scripts/bench/measure-memory' },
    ...scripts.map((name) => ({ in: `scripts/${name}`, out: `scripts/${name.replace(/\.ts$/, '')}` })),
  ],
  outdir: dist,
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  packages: 'external',
  sourcemap: true,
  define: { __VERSION__: JSON.stringify(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version) },
  logLevel: 'warning',
})
chmodSync(join(dist, 'cli/main.js'), 0o755)

// `npx wayforward` in a clone looks here; npm links a package's own bin only for packages that depend on it.
const bin = join(root, 'node_modules/.bin/wayforward')
mkdirSync(dirname(bin), { recursive: true })
if (existsSync(bin) || lstatSync(bin, { throwIfNoEntry: false })) rmSync(bin)
symlinkSync(relative(dirname(bin), join(dist, 'cli/main.js')), bin)
