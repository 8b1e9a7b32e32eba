import { join, relative, sep } from 'node:path'
import { Liquid, LiquidError } from 'liquidjs'
import { nearest } from '../../problem/nearest.ts'
import { Problem } from '../../problem/problem.ts'
import type { TemplateData } from '../edition.ts'
import type { LoadedEngine } from './loaded-engine.ts'
import { viewForLiquid } from './mjml-view.ts'
import { templateLiquid, templateMjml, templatePartial, templateValue } from './problems.ts'
import { SourceLines } from './source-lines.ts'
import { displayPath, listTemplateFiles, readTemplateFile } from './template-files.ts'

/**
 * A template in MJML with Liquid: `<name>.mjml`, and any file of `partials/` by `{% render 'partials/x' %}`.
 * All files are read now; rendering reads nothing. Throws a Problem at the template's file and line.
 */
export async function loadMjmlEngine(templatesFolder: string, name: string): Promise<LoadedEngine> {
  const main = join(templatesFolder, `${name}.mjml`)
  const files = [main, ...(await listTemplateFiles(join(templatesFolder, 'partials'), '.mjml'))]
  const lines = new SourceLines()
  const templates: Record<string, string> = {}
  for (const file of files) {
    const key = relative(templatesFolder, file).split(sep).join('/')
    templates[key] = lines.mark(await readTemplateFile(templatesFolder, file), displayPath(templatesFolder, file))
  }
  const explain = (error: unknown) => explainLiquid(error, templatesFolder, templates)

  // Templates come from memory, so no tag can reach a file outside of this list.
  const liquid = new Liquid({
    templates,
    extname: '.mjml',
    outputEscape: 'escape',
    ownPropertyOnly: true,
    strictVariables: true,
    strictFilters: true,
    lenientIf: true,
    cache: true,
  })
  const entry = await inLiquid(explain, async () => {
    // Without the extension, which LiquidJS adds to any name it looks up.
    for (const key of Object.keys(templates)) await liquid.parseFile(key.replace(/\.mjml$/, ''))
    return liquid.parseFile(name)
  })

  return {
    files: files.sort(),
    engine: {
      async render(data: TemplateData) {
        // As globals, because {% render %} hides everything else from a partial.
        const rendered: string = await inLiquid(explain, () =>
          liquid.render(entry, {}, { globals: viewForLiquid(data) }),
        )
        const { text, origin } = lines.unmark(rendered)
        return compileMjml(text, (line) => origin(line) ?? { file: displayPath(templatesFolder, main), line: 1 })
      },
    },
  }
}

/** @types/mjml describes version 4, where the call was synchronous and the options were fewer. */
type Mjml = (source: string, options: Record<string, unknown>) => Promise<{ html: string }>

/** MJML's strict compiler. `locate` turns a line of the source into the template line it came from. */
async function compileMjml(source: string, locate: (line: number) => { file: string; line: number }): Promise<string> {
  const { default: mjml } = await import('mjml')
  const mjml2html = mjml as unknown as Mjml
  try {
    const { html } = await mjml2html(source, {
      validationLevel: 'strict',
      keepComments: false,
      fonts: {},
      ignoreIncludes: true,
      minify: true,
      // With minifyCss on, MJML warns about cssnano on the terminal and skips it all the same.
      // “aggressive” drops the space between blocks only; the space between words and links stays.
      minifyOptions: { minifyCss: false, collapseWhitespace: 'aggressive' },
    })
    return html
  } catch (cause) {
    const complaints = complaintsOf(cause)
    const first = complaints[0]
    const { file, line } = locate(first?.line ?? 1)
    const why = first ? `${first.tagName ? `<${first.tagName}>: ` : ''}${first.message}` : messageOf(cause)
    throw templateMjml(
      { why: withoutStop(why), more: Math.max(0, complaints.length - 1) },
      { file, place: { line, column: 1 }, cause },
    )
  }
}

interface Complaint {
  line: number
  message: string
  tagName?: string
}

/** What MJML lists in its ValidationError; a parser error has only a message that names the line. */
function complaintsOf(error: unknown): Complaint[] {
  if (error instanceof Error && 'errors' in error && Array.isArray(error.errors)) return error.errors as Complaint[]
  const line = /[Ll]ine:? ?(\d+)/.exec(messageOf(error))?.[1]
  return line === undefined ? [] : [{ line: Number(line), message: messageOf(error) }]
}

async function inLiquid<T>(explain: (error: unknown) => Problem, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw explain(error)
  }
}

/** LiquidJS's error as a Problem. Its message ends in “, file:…, line:…”, which the place says already. */
function explainLiquid(error: unknown, templatesFolder: string, templates: Record<string, string>): Problem {
  if (error instanceof Problem) return error
  // LiquidJS wraps an error once per {% render %} it passes through; the innermost knows the place.
  let inner = error
  while (LiquidError.is(inner) && LiquidError.is(inner.originalError)) inner = inner.originalError
  if (!LiquidError.is(inner)) return templateLiquid({ why: withoutStop(messageOf(inner)) }, { cause: error })

  const { token } = inner
  // The token of a value knows the text it stands in, but not the name of that text.
  const name = token.file ?? Object.keys(templates).find((key) => templates[key] === token.input) ?? ''
  const file = displayPath(templatesFolder, join(templatesFolder, name))
  const [line] = token.getPosition()
  const at = { file, place: { line: line ?? 1, column: 1 }, cause: error }
  const why = messageOf(inner).replace(/, (file|line):.*$/s, '')
  const missing = /ENOENT: (?:Failed to lookup|no such file or directory).*?"([^"]+)"/.exec(why)?.[1]
  if (missing !== undefined) {
    const known = Object.keys(templates).map((key) => key.replace(/\.mjml$/, ''))
    return templatePartial({ name: missing, known, meant: nearest(missing, known) }, at)
  }
  const undefinedName = /^undefined variable: (.+)$/.exec(why)?.[1]
  if (undefinedName !== undefined) return templateValue({ name: undefinedName }, at)
  return templateLiquid({ why: withoutStop(why) }, at)
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

function withoutStop(sentence: string): string {
  return sentence.trim().replace(/\.$/, '')
}
