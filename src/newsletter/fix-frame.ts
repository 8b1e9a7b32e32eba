import { findSpan } from '../checks/frame-spans.ts'
import { applyEdits } from '../document/translation/text-edits.ts'
import { findIn } from '../guide/find.ts'
import { fixFinding } from '../guide/fix-finding.ts'
import { positionIn } from '../guide/position-in.ts'
import { readFrameWords } from '../guide/read-document-texts.ts'
import { readFrontMatter } from '../issue/front-matter.ts'
import type { Frame, IssueText } from '../issue/issue.ts'
import { type Fixed, type FixingTerms, judgeText } from './judge-text.ts'

const parts = ['value', 'problem', 'actor', 'solution', 'action'] as const satisfies readonly (keyof Frame)[]

/**
 * Change the words that the front matter declares for the frame along with those of the text that they are a copy of: else
 * the frame would have lost what it names.
 *
 * @param before the text before anything was fixed.
 */
export function fixFrame(before: IssueText, fixed: Fixed, terms: FixingTerms): Fixed {
  if (!before.meta.frame || fixed.fixes.length === 0) return fixed
  const was = judgeText(before, terms)?.texts ?? []
  const now = judgeText(fixed.text, terms)?.texts ?? []
  return parts.reduce((done, part) => {
    const words = before.meta.frame?.[part]
    const stands = (value: string, texts: typeof now) => findSpan(value, texts, before.language) !== undefined
    if (words === undefined || !stands(words, was) || stands(words, now)) return done
    const next = fixPart(part, done, terms)
    const value = next.text.meta.frame?.[part]
    return value !== undefined && stands(value, now) ? next : done
  }, fixed)
}

function fixPart(part: keyof Frame, { text, fixes }: Fixed, { guide, newsletter }: FixingTerms): Fixed {
  const lines = text.source.split('\n')
  const made = findIn(readFrameWords(part, text), text.language, guide).flatMap((finding) => {
    const fix = fixFinding(finding, text.source)
    const { start } = positionIn(lines, finding.source)
    return fix ? [{ fix, file: text.file, line: start.line, column: start.column, entry: finding.entry.id }] : []
  })
  const source = applyEdits(
    text.source,
    made.flatMap(({ fix }) => fix.edits),
  )
  const isSource = text.language === newsletter.languages[0]
  const { problems, shared: _, ...front } = readFrontMatter(source, text.file, isSource)
  const others = ({ frame, ...meta }: IssueText['meta']) => JSON.stringify({ ...meta, ...frame, [part]: '' })
  // What means something to YAML would make other lines of it than the one meant.
  if (problems.length > 0 || others(front.meta) !== others(text.meta)) return { text, fixes }
  const words = made.map(({ fix, ...where }) => ({ ...where, words: fix.words, replacement: fix.replacement }))
  return { text: { ...text, source, ...front }, fixes: [...fixes, ...words] }
}
