import type { Position } from 'unist'
import type { Document } from '../document/document.ts'
import { offsetOf } from '../document/translation/text-edits.ts'
import { compileCues, hasCue } from '../guide/context/compile-cues.ts'
import type { Cues } from '../guide/guide.ts'
import type { ReadyText } from '../guide/ready-text.ts'
import type { Frame, IssueText } from '../issue/issue.ts'
import type { Report } from '../problem/problem.ts'
import { isFollowable } from './can-follow.ts'
import type { Check } from './check.ts'
import { type FrameSpan, findSpan, findStatistic, nearestSentence, sentencesOf } from './frame-spans.ts'
import { frameAction, frameActor, frameMissing, frameOrder, frameStatistic } from './guide-problems.ts'
import { judgedOf } from './judged.ts'

const parts = ['value', 'problem', 'solution', 'action'] as const
type Part = (typeof parts)[number]

/**
 * Hold a file's text against the frame its front matter declares: every part is there, value, problem, solution and action
 * come in this order, the value before any statistic, the problem with who makes it, and there is something to do.
 *
 * @example ok
 *   ---
 *   frame:
 *     value: Every family deserves to be together
 *     problem: ICE jailed our neighbors
 *     actor: ICE
 *     solution: The New Way Forward Act would end that
 *     action: https://example.org/write
 *   ---
 *   Every family deserves to be *together*. Last year
 *   ICE jailed our neighbors: one in three. The New Way Forward Act would end that.
 *
 *   :::action{#write href="https://example.org/write" label="Write a letter"}
 *   Write to your senators.
 *   :::
 *
 * @example not-ok
 *   ---
 *   frame:
 *     value: Every family belongs together
 *     problem: Our neighbors were jailed
 *     solution: A law would end that
 *     action: Tell your friends
 *   ---
 *   A law would end that. Tell your friends.
 *
 *   :::stat{#jailed number="1 in 3" source="Bureau of Examples" date="2023-11-01"}
 *   One in three were jailed.
 *   :::
 *
 *   :::story{#home speaker="org:ilrc"}
 *   Every family belongs together. Our neighbors were jailed.
 *   :::
 *
 * @example problems
 *   en.md:3:10 warn frame_statistic
 *   en.md:4:12 warn frame_actor
 *   en.md:5:13 warn frame_order
 *   en.md:6:11 warn frame_action
 */
export const frame: Check = {
  problems: [frameMissing, frameOrder, frameStatistic, frameActor, frameAction],
  run(context, report) {
    for (const { document, text, texts } of judgedOf(context)) {
      const { meta, file, language } = document
      if (!meta.frame) continue
      const found = findParts(document, meta.frame, text, texts, report)
      reportOrder(document, found, text, report)
      reportStatistic(document, found, text, texts, report)
      reportActor(document, meta.frame, found, context.facts.guide.cues[language], report)
      const declared = meta.frame.action !== undefined
      const place = placeOf(document, declared ? 'action' : undefined)
      const follows = declared
        ? !found.has('action') || isFollowable(meta.frame.action ?? '', found.get('action'), document)
        : document.blocks.some(({ kind }) => ['action', 'vote', 'event'].includes(kind))
      if (!follows) report(frameAction({ declared }, { file, place }))
    }
  },
}

const placeOf = ({ places }: Document, part: string | undefined): Position | undefined =>
  (part === undefined ? undefined : places[`frame.${part}`]) ?? places.frame

/** Where each declared part stands. An address or a day stands where it is written, in a link or a block's first line. */
function findParts(
  document: Document,
  declared: Frame,
  text: IssueText,
  texts: readonly ReadyText[],
  report: Report,
): Map<Part, Partial<FrameSpan> & { offset: number }> {
  const found = new Map<Part, Partial<FrameSpan> & { offset: number }>()
  // The body first: a title often says the same, and readers meet a part where it is told.
  const ordered = [...texts.filter(({ kind }) => kind !== 'front'), ...texts.filter(({ kind }) => kind === 'front')]
  for (const part of parts) {
    const words = declared[part]
    if (words === undefined) continue
    const span = findSpan(words, ordered, document.language)
    const offset = span?.offset ?? (part === 'action' ? findAddress(words, document, text) : -1)
    if (offset >= 0) found.set(part, { ...span, offset })
    else {
      const near = nearestSentence(words, texts)
      report(frameMissing({ part, words, near }, { file: document.file, place: placeOf(document, part) }))
    }
  }
  return found
}

/** An address or a day: all of it, as it is written where readers meet it, or in the block that a translation takes it over for. */
function findAddress(words: string, { blocks }: Document, { markdown, source }: IssueText): number {
  const shown = markdown.replaceAll(/<!--[\s\S]*?-->/g, (comment) => ' '.repeat(comment.length))
  const literal = words.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
  const written = shown.search(new RegExp(`(?<![\\p{L}\\p{N}])${literal}(?![\\p{L}\\p{N}/?#&=%_-])`, 'u'))
  const block = written < 0 && blocks.find(({ attributes }) => Object.values(attributes).includes(words))
  return block ? offsetOf(source.split('\n'), block.position.start) : written
}

function reportOrder(
  document: Document,
  found: ReadonlyMap<Part, { offset: number }>,
  { source }: IssueText,
  report: Report,
): void {
  let before: { part: Part; offset: number } | undefined
  for (const part of parts) {
    const offset = found.get(part)?.offset
    if (offset === undefined) continue
    if (before && offset < before.offset) {
      const line = lineOf(source, before.offset)
      report(frameOrder({ part, before: before.part, line }, { file: document.file, place: placeOf(document, part) }))
    }
    before = { part, offset }
  }
}

function reportStatistic(
  document: Document,
  found: ReadonlyMap<Part, { offset: number }>,
  { source }: IssueText,
  texts: readonly ReadyText[],
  report: Report,
): void {
  const offset = found.get('value')?.offset
  if (offset === undefined) return
  const lines = source.split('\n')
  const numbers = [
    ...document.blocks.flatMap(({ kind, attributes, position }) =>
      kind === 'stat' ? [{ words: attributes.number, offset: offsetOf(lines, position.start) }] : [],
    ),
    ...texts.flatMap((text) => {
      const span = text.kind === 'front' ? undefined : findStatistic(text)
      return span ? [{ words: text.text.slice(span.start, span.end), offset: text.starts[span.start] ?? 0 }] : []
    }),
  ].sort((a, b) => a.offset - b.offset)
  const [first] = numbers
  if (!first || first.offset >= offset) return
  const at = { file: document.file, place: placeOf(document, 'value') }
  report(frameStatistic({ statistic: first.words, line: lineOf(source, first.offset) }, at))
}

function reportActor(
  document: Document,
  { actor }: Frame,
  found: ReadonlyMap<Part, Partial<FrameSpan>>,
  cues: Cues | undefined,
  report: Report,
): void {
  const { text, span } = found.get('problem') ?? {}
  if (!text || !span) return
  const sentences = sentencesOf({ text, span, offset: 0 })
  // Without cues of who acts nothing can be said of words that declare nobody.
  if (actor === undefined && !cues) return
  const named =
    actor === undefined
      ? cues !== undefined && hasCue(compileCues(cues).actor, sentences)
      : findSpan(actor, [{ ...text, text: sentences }], document.language) !== undefined
  const place = placeOf(document, actor === undefined ? 'problem' : 'actor')
  if (!named) report(frameActor({ actor }, { file: document.file, place }))
}

const lineOf = (source: string, offset: number): number => source.slice(0, offset).split('\n').length
