import type { Judged } from '../checks/judged.ts'
import { removeControls } from '../document/control-characters.ts'
import { applyEdits, type TextEdit } from '../document/translation/text-edits.ts'
import { type Fix, fixFinding } from '../guide/fix-finding.ts'
import type { Guide } from '../guide/guide.ts'
import type { JudgedFinding } from '../guide/judge-document.ts'
import { positionIn } from '../guide/position-in.ts'
import { readFrontMatter } from '../issue/front-matter.ts'
import type { IssueText } from '../issue/issue.ts'
import { fixFrame } from './fix-frame.ts'
import { type Fixed, type FixedWords, type FixingTerms, judgeText } from './judge-text.ts'
import { sameShape } from './same-shape.ts'

/** What one finding becomes, and where it stands. */
type PlacedFix = Pick<FixedWords, 'file' | 'line' | 'column' | 'entry'> & { fix: Fix }

/** A replacement may hold words that another entry replaces; entries that replace each other for ever are left alone. */
const roundsMost = 5

/** Fix one file again and again until nothing is left to fix, so that a second run has nothing to do. */
export function fixText(text: IssueText, terms: FixingTerms): { after: string; fixes: FixedWords[] } {
  const unchanged = { after: text.source, fixes: [] }
  // Places are those of the text without what nobody can see.
  if (removeControls(text.source) !== text.source) return unchanged
  let current: Fixed = { text, fixes: [] }
  for (let round = 0; round <= roundsMost; round += 1) {
    const judged = judgeText(current.text, terms)
    const found = judged ? findFixes(judged, terms) : []
    const next = judged && found.length > 0 ? makeFixes(current, found, judged, terms) : current
    if (next === current) {
      const { text: whole, fixes } = fixFrame(text, current, terms)
      return { after: whole.source, fixes: fixes.toSorted((a, b) => a.line - b.line || a.column - b.column) }
    }
    current = next
  }
  return unchanged
}

function findFixes(judged: Judged, { guide }: FixingTerms): PlacedFix[] {
  const { findings, text, document } = judged
  const lines = text.source.split('\n')
  return findings.flatMap((finding) => {
    const fix = isMeant(finding, judged, guide) ? undefined : fixFinding(finding, text.source)
    if (!fix) return []
    const { start } = positionIn(lines, finding.source)
    return [{ fix, file: document.file, line: start.line, column: start.column, entry: finding.entry.id }]
  })
}

/** Whether somebody wanted these words to stay, and only wrote the waiver wrong, or until a day that has passed. */
function isMeant({ entry, source }: JudgedFinding, { waivers, broken }: Judged, { entries }: Guide): boolean {
  const lapsed = waivers.filter((waiver) => waiver.entry === entry.id)
  const astray = waivers.filter(({ entry, reach }) => reach && entries.every(({ id }) => id !== entry))
  return [...broken, ...lapsed, ...astray].some(
    ({ reach }) => !reach || (reach.start <= source.start && source.end <= reach.end),
  )
}

/** All at once; one by one where that would change more than words. */
function makeFixes(current: Fixed, found: readonly PlacedFix[], judged: Judged, terms: FixingTerms): Fixed {
  const isWhole = ({ text }: Fixed): boolean => {
    const after = judgeText(text, terms)
    return after !== undefined && sameShape(judged.document, after.document)
  }
  const make = (fixed: Fixed, placed: PlacedFix): Fixed => makeFix(fixed, placed, terms)
  // From the end, so that the places of those above stay right.
  const all = found.toReversed().reduce(make, current)
  if (all === current || isWhole(all)) return all
  return found.toReversed().reduce((fixed, placed) => {
    const next = make(fixed, placed)
    return next !== fixed && isWhole(next) ? next : fixed
  }, current)
}

function makeFix(fixed: Fixed, { fix, ...where }: PlacedFix, { newsletter }: FixingTerms): Fixed {
  const source = applyEdits(fixed.text.source, fix.edits)
  const text = readAgain(fixed.text, source, fixed.text.language === newsletter.languages[0], fix)
  if (!text) return fixed
  return { text, fixes: [...fixed.fixes, { ...where, words: fix.words, replacement: fix.replacement }] }
}

/** The file with a change in it; nothing where the change would make other words of the front matter than those meant. */
function readAgain(before: IssueText, source: string, isSource: boolean, { edits }: Fix): IssueText | undefined {
  const { problems, shared: _, ...front } = readFrontMatter(source, before.file, isSource)
  const body = before.source.length - before.markdown.trimStart().length
  if (edits.every(({ start }) => start >= body)) return { ...before, source, ...front }
  const known = readFrontMatter(before.source, before.file, isSource)
  const words = (meta: IssueText['meta']) => [meta.title, meta.subject, meta.preheader]
  const changed = words(front.meta).filter((value, index) => value !== words(known.meta)[index])
  const meant = changed.length === 1 && sumLengths(front.meta) - sumLengths(known.meta) === grownBy(edits)
  return problems.length === known.problems.length && meant ? { ...before, source, ...front } : undefined
}

const sumLengths = ({ title, subject, preheader }: IssueText['meta']): number =>
  title.length + subject.length + preheader.length

const grownBy = (edits: readonly TextEdit[]): number =>
  edits.reduce((sum, { start, end, text }) => sum + text.length - (end - start), 0)
