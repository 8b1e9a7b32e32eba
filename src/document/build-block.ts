import { visit } from 'unist-util-visit'
import type { z } from 'zod'
import { guessDate } from '../issue/calendar-date.ts'
import type { IssueText } from '../issue/issue.ts'
import { nearest } from '../problem/nearest.ts'
import type { Report } from '../problem/problem.ts'
import { blockSpecs, commonAttributes } from './blocks/index.ts'
import type { BlockSpec } from './blocks/spec.ts'
import type { Block } from './document.ts'
import { readFence } from './fence.ts'
import * as problems from './problems.ts'
import { attributePlace, correctedLine, type WrittenBlock } from './read-blocks.ts'

/**
 * Make a block of what an author wrote, with what it inherits from `source`, the same block in the source language.
 *
 * @returns undefined when an attribute it cannot do without is missing or wrong. That is reported once, where it is
 *   written: a translation is silent about what it inherits, and falls back to it from a wrong value of its own.
 */
export function buildBlock(
  written: WrittenBlock,
  source: WrittenBlock | undefined,
  { file, language }: IssueText,
  report: Report,
): Block | undefined {
  const spec: BlockSpec<unknown> = blockSpecs[written.kind]
  const own = knownAttributes(written, spec, file, report)
  const inherited: Record<string, string> = source ? { ...source.attributes } : {}
  const attributes = readAttributes(written, own, source && inherited, spec, file, report)
  if (spec.picture) requirePicture(written, file, report)
  const segments = readSegments(written, own.for, file, report)
  const only = readOnly(written, own, language, file, report)
  if (attributes === undefined) return undefined
  // The spec belongs to the kind, so its output is that kind's attributes; the compiler cannot follow the pair.
  return {
    kind: written.kind,
    id: written.id,
    for: segments ?? splitList(inherited.for ?? ''),
    ...(only && { only }),
    attributes,
    ...(written.heading && { heading: written.heading }),
    body: written.body,
    position: written.position,
  } as Block
}

function knownAttributes(
  written: WrittenBlock,
  spec: BlockSpec<unknown>,
  file: string,
  report: Report,
): Record<string, string> {
  const known = [...Object.keys(spec.attributes.shape), ...commonAttributes]
  const { opening, kind } = written
  if (opening.fence.label !== undefined) {
    // Reported as malformed with the line; remark keeps the label as the body's first paragraph.
    written.body = written.body.filter(
      (node) => !(node.type === 'paragraph' && node.data && 'directiveLabel' in node.data),
    )
  }
  return Object.fromEntries(
    Object.entries(written.attributes).filter(([name]) => {
      if (known.includes(name)) return true
      const place = attributePlace(opening, name)
      report(problems.attributeUnknown({ name, block: kind, meant: nearest(name, known), known }, { file, place }))
      return false
    }),
  )
}

function readAttributes(
  written: WrittenBlock,
  own: Record<string, string>,
  inherited: Record<string, string> | undefined,
  spec: BlockSpec<unknown>,
  file: string,
  report: Report,
): unknown {
  const { opening, kind } = written
  const first = spec.attributes.safeParse({ ...inherited, ...own })
  if (first.success) return first.data
  const wrong = new Map(first.error.issues.toReversed().map((issue) => [String(issue.path[0]), issue]))
  for (const [name, issue] of wrong) {
    const value = own[name]
    const at = { file, place: attributePlace(opening, name) }
    if (value !== undefined) {
      const guess = guessValue(value, issue, spec.attributes.shape[name])
      const corrected = guess === undefined ? undefined : correctedLine(opening, kind, name, guess)
      report(problems.attributeInvalid({ name, value, expected: issue.message, corrected }, at))
    } else if (!inherited) {
      const corrected = correctedLine(opening, kind, name, sampleValue(spec, name))
      report(problems.attributeMissing({ name, block: kind, corrected }, at))
    }
  }
  // First without its own wrong values, so with what it inherits in their place; then without those as well.
  const right = Object.fromEntries(Object.entries(own).filter(([name]) => !wrong.has(name)))
  const values = { ...inherited, ...right }
  const second = spec.attributes.safeParse(values)
  if (second.success) return second.data
  for (const { path } of second.error.issues) delete values[String(path[0])]
  return spec.attributes.safeParse(values).data
}

/** What a person most likely meant by a value that is not quite right, if that would be right. */
function guessValue(value: string, issue: z.core.$ZodIssue, schema: z.core.$ZodType | undefined): string | undefined {
  const choices = issue.code === 'invalid_value' ? issue.values.map(String) : []
  const guesses = [
    nearest(value, choices),
    guessDate(value),
    value
      .trim()
      .replace(
        /^(\d{4}-\d{2}-\d{2})[ t]+(\d{1,2}:\d{2})(:\d{2})?$/,
        (_, day, time) => `${day}T${time.padStart(5, '0')}`,
      ),
    value.trim().replace(/(T\d{2}:\d{2}):\d{2}.*$/, '$1'),
    /^[^\s@:/]+@[^\s@:/]+\.[a-z]+$/i.test(value) ? `mailto:${value}` : undefined,
    /^[a-z0-9-]+(\.[a-z0-9-]+)+(\/\S*)?$/i.test(value) ? `https://${value}` : undefined,
    value.toLowerCase(),
  ]
  return guesses.find(
    (guess) =>
      guess !== undefined && guess !== value && schema && '~standard' in schema && isValid(schema as z.ZodType, guess),
  )
}

const isValid = (schema: z.ZodType, value: string): boolean => schema.safeParse(value).success

function sampleValue(spec: BlockSpec<unknown>, name: string): string {
  const fence = readFence(spec.example.split('\n')[0] ?? '')
  const sample = fence?.type === 'open' && fence.attributes.find((attribute) => attribute.name === name)
  return sample ? sample.value : '…'
}

function requirePicture(written: WrittenBlock, file: string, report: Report): void {
  let found = false
  visit({ type: 'root', children: written.body }, 'image', () => {
    found = true
  })
  if (!found) {
    report(problems.pictureMissing({ block: written.kind }, { file, place: attributePlace(written.opening, '') }))
  }
}

const splitList = (text: string): string[] => [...new Set(text.split(',').map((name) => name.trim()))].filter(Boolean)

function readSegments(
  { opening }: WrittenBlock,
  value: string | undefined,
  file: string,
  report: Report,
): string[] | undefined {
  if (value === undefined) return undefined
  const segments = splitList(value)
  if (segments.length === 0) {
    const expected = 'the names of segments with commas between them, or left out for everyone'
    report(problems.attributeInvalid({ name: 'for', value, expected }, { file, place: attributePlace(opening, 'for') }))
  }
  return segments
}

function readOnly(
  { opening, kind }: WrittenBlock,
  { only, because }: Record<string, string>,
  language: string,
  file: string,
  report: Report,
): { language: string; because: string } | undefined {
  const place = attributePlace(opening, only === undefined ? 'because' : 'only')
  if (only === undefined) {
    if (because !== undefined) {
      const corrected = correctedLine(opening, kind, 'only', language)
      report(problems.attributeMissing({ name: 'only', block: kind, corrected }, { file, place }))
    }
    return undefined
  }
  if (only !== language) report(problems.onlyElsewhere({ only, language }, { file, place }))
  if (!because?.trim()) {
    const corrected = correctedLine(opening, kind, 'because', 'the meeting is held in this language')
    report(problems.onlyUnexplained({ corrected }, { file, place }))
  }
  return { language, because: because?.trim() ?? '' }
}
