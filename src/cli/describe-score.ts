import type { Measure, Score } from '../guide/score.ts'
import { formatTable, plural } from './print.ts'

/** A score for a person: tables, then every miss and false alarm in its sentence. */
export function formatScore(score: Score, cases: number, withSilenced: boolean): string {
  const { total, byLanguage, byCategory, misses, falseAlarms, severityDiffers, silenced } = score
  const head = (name: string) => [name, 'right', 'found', 'reported', 'labels']
  const row = (name: string, { precision, recall, reported, labels }: Measure) => {
    return [name, percent(precision), percent(recall), reported, labels]
  }
  const rows = (measures: Record<string, Measure>) => Object.entries(measures).map(([name, value]) => row(name, value))
  const parts = [
    `${plural(cases, 'sentence')}: ${percent(total.precision)} of the findings are right (precision), ` +
      `${percent(total.recall)} of the labels were found (recall).`,
    formatTable(head('language'), [...rows(byLanguage), row('all', total)]),
    formatTable(head('category'), rows(byCategory)),
    list('missed', 'missed', misses, ({ silence }) => (silence ? `silenced: ${silence}` : '')),
    list('false alarm', 'false alarms', falseAlarms, ({ severity, entry }) => `${severity} ${entry}`),
    list('found with another severity', 'found with another severity', severityDiffers, (found) => {
      return `${found.severity} instead of ${found.expected}`
    }),
  ]
  if (withSilenced) parts.push(list('silenced', 'silenced', silenced, ({ entry, silence }) => `${entry}: ${silence}`))
  return parts.filter((part) => part !== '').join('\n\n')
}

function list<Item extends Score['misses'][number]>(
  one: string,
  many: string,
  items: readonly Item[],
  describe: (item: Item) => string,
): string {
  if (items.length === 0) return ''
  const lines = items.map((item) => {
    const detail = [`“${item.phrase}”`, item.category, describe(item)].filter((part) => part !== '').join(', ')
    return `  line ${item.line}, ${item.lang}: ${detail}\n    ${item.text.replaceAll('\n', ' ⏎ ')}`
  })
  return [`${items.length} ${items.length === 1 ? one : many}`, ...lines].join('\n')
}

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`
