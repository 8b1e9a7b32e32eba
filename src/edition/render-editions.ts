import { composeData, oneLine } from './compose-data.ts'
import type { Edition, TemplateData } from './edition.ts'
import type { EditionSources } from './edition-sources.ts'
import { inspectEdition } from './inspect/index.ts'
import { type EditionPlan, planEditions } from './plan-editions.ts'
import { placeNamesInLine } from './prose.ts'
import { renderText } from './render-text.ts'
import { checkContexts } from './slot-contexts.ts'
import { compile, createSlotTable } from './slots.ts'
import type { Words } from './words.ts'

/**
 * Render an issue's editions, each once. Same input, same bytes.
 *
 * @throws Problem what the engine throws: a broken template has no edition.
 */
export async function renderEditions(sources: EditionSources): Promise<Edition[]> {
  const editions: Edition[] = []
  for (const plan of planEditions(sources.documents, sources.groupings)) {
    const words = sources.words[plan.language]
    if (words !== undefined) editions.push(await renderEdition(plan, words, sources))
  }
  return editions
}

async function renderEdition(plan: EditionPlan, words: Words, sources: EditionSources): Promise<Edition> {
  const { document } = plan
  const { brand, newsletter, issue } = sources
  const table = createSlotTable(JSON.stringify([document, brand, words, newsletter, issue.meta]))
  const { data, problems } = composeData(plan, words, sources, table)
  const at = { file: document.file }
  const html = await sources.engine.render(data)
  const edition: Edition = {
    id: plan.id,
    language: plan.language,
    dir: data.dir,
    segments: plan.segments,
    groupings: plan.groupings,
    blocks: plan.blocks.map(({ id }) => id),
    subject: compile(oneLine(placeNamesInLine(document.meta.subject, table)), table, 'header'),
    html: compile(html, table, 'html'),
    text: compile(renderText(data), table, 'text'),
    problems: [...plan.problems, ...problems, ...checkContexts(html, table, at)],
  }
  const { origin, renditions, logo } = sources
  edition.problems.push(...inspectEdition({ edition, data, origin, renditions, logo, document }))
  return edition
}

/** What the template of a language's edition with every block gets; undefined when the issue has no such document. */
export function composeWhole(sources: EditionSources, language: string): TemplateData | undefined {
  const plan = planEditions(sources.documents).find((whole) => whole.language === language)
  const words = sources.words[language]
  return plan && words && composeData(plan, words, sources, createSlotTable(language)).data
}
