import { join } from 'node:path'
import type { Rule } from '../audience/rule.ts'
import { readSegments } from '../audience/segment.ts'
import { canRender } from '../checks/can-render.ts'
import { judgedOf } from '../checks/judged.ts'
import { runChecks } from '../checks/run-checks.ts'
import type { Config } from '../config.ts'
import type { Document } from '../document/document.ts'
import { parseIssue } from '../document/parse-issue.ts'
import type { Brand } from '../edition/brand.ts'
import { type CalendarEntry, calendarsOf } from '../edition/calendar.ts'
import type { Edition, Grouping, Rendition, TemplateData } from '../edition/edition.ts'
import type { EditionSources } from '../edition/edition-sources.ts'
import { loadEngine } from '../edition/engines/index.ts'
import type { LoadedEngine } from '../edition/engines/loaded-engine.ts'
import { namedImages } from '../edition/image-paths.ts'
import { renderImages } from '../edition/images.ts'
import { labelSegments } from '../edition/label-segments.ts'
import { readBrand } from '../edition/read-brand.ts'
import { readLogo } from '../edition/read-logo.ts'
import { composeWhole, renderEditions } from '../edition/render-editions.ts'
import { readWords } from '../edition/words.ts'
import { readGuide } from '../guide/read-guide.ts'
import { findIssue } from '../issue/find-issue.ts'
import type { Issue } from '../issue/issue.ts'
import type { Newsletter } from '../issue/newsletter.ts'
import { readIssue } from '../issue/read-issue.ts'
import { readNewsletter } from '../issue/read-newsletter.ts'
import { type At, Problem } from '../problem/problem.ts'
import { hasErrors } from '../problem/report.ts'
import { listTellings } from '../stories/tellings.ts'
import { checkSignOffKinds } from './approval/sign-off-kinds.ts'
import { type PreparedTelling, prepareTellings } from './consent/prepared-telling.ts'
import { readConsents } from './consent/read-consents.ts'
import { hashIssue } from './hash-issue.ts'
import { listSilenced, type SilencedWords } from './list-silenced.ts'
import { findSharedMonth } from './shared-month.ts'
import { findStarterWords } from './starter-words.ts'
import { dataPaths } from './workspace.ts'

/** An issue that is good enough to render, with everything it is rendered from. */
export interface PreparedIssue {
  issue: Issue
  newsletter: Newsletter
  /** Who delivers it: newsletter.yaml's word, or the outbox for the sample. */
  provider: Newsletter['provider']
  documents: Document[]
  brand: Brand
  /** The segments that the issue's blocks name, in a fixed order: bit i of a mask is rule i. */
  segments: { name: string; rule: Rule }[]
  /** By the path Markdown uses, the logo apart. */
  renditions: Map<string, Rendition>
  logo: Rendition
  /** The events of all its documents, as calendars take them. */
  calendars: CalendarEntry[]
  /** The personal stories it tells, in every language. */
  tellings: PreparedTelling[]
  /** Whether the consent of their tellers was looked up: `none` to look up, or `unverified` for lack of a list. */
  consent: 'none' | 'verified' | 'unverified'
  /** SHA-256 over all that fixes what readers see. */
  contentHash: string
  /** Digests of what it covers, by name: files as the person knows them, and `newsletter`, `origin`, `version`, `lock`. */
  contentParts: Record<string, string>
  /** What a template gets for a language's edition with every block. */
  compose(language: string): TemplateData | undefined
  /** One edition per group of readers; without groupings one per language, with every block. */
  render(groupings?: Grouping[]): Promise<Edition[]>
  /** For a proof: one edition per language with every block, which says of each block who sees it where not all do. */
  renderLabelled(): Promise<Edition[]>
}

/** Warnings travel with the prepared issue, and so do errors that stop only a send; any other means there is none. */
export interface Preparation {
  issue: string
  problems: Problem[]
  /** Words that go against the guide where their context, or a waiver, speaks for them. */
  silenced: SilencedWords[]
  prepared?: PreparedIssue
}

/**
 * Read, parse and check an issue, and load what it is rendered with. Touches files only: no list, no network.
 *
 * @param name a folder name or a unique part of it; the newest issue when absent.
 * @param options `despiteErrors`: prepare it although it has errors, as far as it can be, for a proof. Rendering it may
 * throw a Problem then.
 * @throws Problem issue_unknown, issue_ambiguous
 */
export async function prepareIssue(
  config: Config,
  origin: string,
  name?: string,
  { despiteErrors = false } = {},
): Promise<Preparation> {
  const { newsletter, problems } = await readNewsletter(config.issuesFolder)
  const folder = await findIssue(config.issuesFolder, name)
  const found: Preparation = { issue: folder, problems: [...problems], silenced: [] }
  if (!newsletter) return found
  found.problems.push(...checkSignOffKinds(newsletter))

  const read = await readIssue(join(config.issuesFolder, folder), newsletter)
  found.problems.push(...read.problems)
  if (!read.issue) return found
  const { issue } = read

  const { documents, problems: parsing } = parseIssue(issue, newsletter)
  const { segments, problems: rules } = readSegments(newsletter)
  found.problems.push(...parsing, ...rules)
  const { guide, problems: broken } = await readGuide(config.issuesFolder, newsletter.languages)
  const consents = await readConsents(config, documents)
  const facts = { segments: Object.keys(newsletter.segments), guide, ...(consents && { consents }) }
  found.problems.push(...broken, ...runChecks({ issue, documents, newsletter, facts }))
  found.silenced = listSilenced(judgedOf({ issue, documents, facts }))

  found.problems.push(...(await findStarterWords(config, issue)))
  found.problems.push(...(await findSharedMonth(config, issue, newsletter)))

  const [brand, words] = await Promise.all([
    readBrand(config.templatesFolder),
    readWords(config.templatesFolder, newsletter.languages),
  ])
  found.problems.push(...brand.problems, ...words.problems)

  // Sources of drawings may lie beside the pictures; only what a document shows is made ready.
  const named = namedImages(documents)
  const shown = issue.images.filter(({ path }) => named.has(path))
  const { renditions, problems: pictures } = await renderImages(shown, named, read.problems)
  found.problems.push(...pictures)
  const { brand: look } = brand
  const { logo, problems: unread } = look
    ? await readLogo(config.templatesFolder, look, brand.logoAt)
    : { problems: [] }
  found.problems.push(...unread)
  if (!look || !logo || hasErrors(words.problems) || (!canRender(found.problems) && !despiteErrors)) return found

  const template = await loadTemplate({
    templatesFolder: config.templatesFolder,
    name: config.templateOverride ?? issue.meta.template,
    at: templatePlace(issue),
    cacheFolder: dataPaths(config).cache,
  })
  if (template instanceof Problem) return { ...found, problems: [...found.problems, template] }
  const used = usedSegments(documents).flatMap((segment) => {
    const rule = segments.get(segment)
    return rule ? [{ name: segment, rule }] : []
  })
  const content = await hashIssue(config, {
    issue,
    newsletter,
    images: shown,
    logo,
    templateFiles: template.files,
    guide,
    segments: used.map(({ name }) => name),
    origin,
  })
  const sources: EditionSources = {
    issue,
    documents,
    newsletter,
    brand: look,
    words: words.words,
    engine: template.engine,
    renditions,
    logo,
    origin,
  }
  const tellings = prepareTellings(listTellings(issue, documents), documents, { renditions, logo })
  const rendered = new Map<string, Promise<Edition[]>>()
  return {
    ...found,
    prepared: {
      issue,
      newsletter,
      provider: config.providerOverride ?? newsletter.provider,
      documents,
      brand: look,
      segments: used,
      renditions,
      logo,
      calendars: calendarsOf(sources),
      tellings,
      consent: tellings.length === 0 ? 'none' : consents ? 'verified' : 'unverified',
      contentHash: content.hash,
      contentParts: content.parts,
      compose: (language) => composeWhole(sources, language),
      render: (groupings) => {
        // Planning and freezing ask for the same groups, and rendering is the slow part.
        const key = JSON.stringify(groupings ?? null)
        const known = rendered.get(key)
        if (known) return known
        const editions = renderEditions({ ...sources, groupings })
        rendered.set(key, editions)
        return editions
      },
      renderLabelled: () => renderEditions({ ...sources, documents: labelSegments(documents, words.words) }),
    },
  }
}

/** The engine, or why there is none: that is told together with what else was found. */
async function loadTemplate(request: Parameters<typeof loadEngine>[0]): Promise<LoadedEngine | Problem> {
  try {
    return await loadEngine(request)
  } catch (error) {
    if (error instanceof Problem) return error
    throw error
  }
}

/** Where the front matter names the template: the source language's, which comes first. */
function templatePlace({ texts }: Issue): At {
  const [source] = texts
  return { file: source?.file, place: source?.places.template }
}

function usedSegments(documents: Document[]): string[] {
  return [...new Set(documents.flatMap(({ blocks }) => blocks.flatMap((block) => block.for)))].sort()
}
