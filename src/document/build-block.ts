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
import { setAttribute } from './fence-faults.ts'
import { findMeantPictures } from './meant-pictures.ts'
import * as problems from './problems.ts'
import { attributePlace, type WrittenBlock } from './read-blocks.ts'

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
  const own = knownAttributes(written, spec, file)
  const inherited: Record<string, string> = source ? { ...source.attributes } : {}
  const attributes = readAttributes(written, own, source && inherited, spec, file)
  if (spec.picture) requirePicture(written, file, report)
  const segments = readSegments(written, own.for, file)
  const only = readOnly(written, own, language, file)
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

function knownAttributes(written: WrittenBlock, spec: BlockSpec<unknown>, file: string): Record<string, string> {
  const known = [...Object.keys(spec.attributes.shape), ...commonAttributes]
  const { opening, kind } = written
  if (opening.fence.label !== undefined) {
    // Reported as malformed with the line; remark keeps the label as the body's first paragraph.
    written.body = written.body.filter(
      (node) => !(node.type === 'paragraph' && node.data && 'directiveLabel' in node.data),
    )
  }
  const own: Record<string, string> = {}
  for (const [name, value] of Object.entries(written.attributes)) {
    if (known.includes(name)) own[name] = value
    else {
      const meant = nearest(name, known)
      const problem = problems.attributeUnknown(
        { name, block: kind, meant, known },
        { file, place: attributePlace(opening, name) },
      )
      opening.faults.push({ settled: meant ? 'yes' : 'no', make: () => problem })
      if (!meant || meant in written.attributes || meant === 'id') continue
      // What it says is checked under the name that was meant, which is then not missing as well.
      own[meant] = value
      opening.meant = opening.meant.map((attribute) =>
        attribute.name === name ? { ...attribute, name: meant } : attribute,
      )
    }
  }
  return own
}

function readAttributes(
  written: WrittenBlock,
  own: Record<string, string>,
  inherited: Record<string, string> | undefined,
  spec: BlockSpec<unknown>,
  file: string,
): unknown {
  const { opening, kind } = written
  const first = spec.attributes.safeParse({ ...inherited, ...own })
  if (first.success) return first.data
  const wrong = new Map(first.error.issues.toReversed().map((issue) => [String(issue.path[0]), issue]))
  const missing: string[] = []
  for (const [name, issue] of wrong) {
    const value = own[name]
    const at = { file, place: attributePlace(opening, name) }
    if (value !== undefined) {
      const guess = guessValue(value, issue, spec.attributes.shape[name])
      const expected = issue.message
      if (guess !== undefined) setAttribute(opening, name, guess)
      opening.faults.push({
        settled: guess === undefined ? 'no' : 'yes',
        make: (corrected) =>
          problems.attributeInvalid({ name, value, expected, ...(guess !== undefined && { corrected }) }, at),
      })
    } else if (!inherited) {
      missing.unshift(name)
    }
  }
  for (const name of missing) setAttribute(opening, name, sampleValue(spec, name))
  if (missing.length > 0) {
    opening.faults.push({
      settled: 'sample',
      make: (corrected) =>
        problems.attributeMissing(
          { names: missing, block: kind, corrected },
          { file, place: attributePlace(opening, '') },
        ),
    })
  }
  // First without its own wrong values, so with what it inherits in their place; then without those as well.
  const right = Object.fromEntries(Object.entries(own).filter(([name]) => !wrong.has(name)))
  const values = { ...inherited, ...right }
  const second = spec.attributes.safeParse(values)
  if (second.success) return second.data
  for (const { path } of second.error.issues) delete values[String(path[0])]
  return spec.attributes.safeParse(values).data
}

/** What people write for a position on a bill. */
const stances: Partial<Record<string, string>> = {
  yes: 'support',
  'vote yes': 'support',
  for: 'support',
  no: 'oppose',
  'vote no': 'oppose',
  against: 'oppose',
}

/** What a person most likely meant by a value that is not quite right, if that would be right. */
function guessValue(value: string, issue: z.core.$ZodIssue, schema: z.core.$ZodType | undefined): string | undefined {
  const choices = issue.code === 'invalid_value' ? issue.values.map(String) : []
  const stance = stances[value.trim().toLowerCase()]
  const guesses = [
    stance,
    `org:${value.trim()}`,
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
  visit({ type: 'root', children: written.body }, (node) => {
    // A picture written wrong is one all the same: a check shows its right form, which says more than this.
    if (node.type === 'image' || ('value' in node && findMeantPictures(node.value).length > 0)) found = true
  })
  if (!found) {
    report(problems.pictureMissing({ block: written.kind }, { file, place: attributePlace(written.opening, '') }))
  }
}

const splitList = (text: string): string[] => [...new Set(text.split(',').map((name) => name.trim()))].filter(Boolean)

function readSegments({ opening }: WrittenBlock, value: string | undefined, file: string): string[] | undefined {
  if (value === undefined) return undefined
  const segments = splitList(value)
  // No segment's name holds any of these.
  const meant = [...new Set(value.split(/[\s,;|/]+/).filter(Boolean))]
  if (segments.length > 0 && meant.length === segments.length) return segments
  if (meant.length > 0) setAttribute(opening, 'for', meant.join(','))
  const expected = 'the names of segments with commas between them, or left out for everyone'
  const at = { file, place: attributePlace(opening, 'for') }
  opening.faults.push({
    settled: meant.length > 0 ? 'yes' : 'no',
    make: (corrected) =>
      problems.attributeInvalid({ name: 'for', value, expected, ...(meant.length > 0 && { corrected }) }, at),
  })
  return meant
}

function readOnly(
  { opening, kind }: WrittenBlock,
  { only, because }: Record<string, string>,
  language: string,
  file: string,
): { language: string; because: string } | undefined {
  const at = { file, place: attributePlace(opening, only === undefined ? 'because' : 'only') }
  if (only === undefined) {
    if (because !== undefined) {
      setAttribute(opening, 'only', language)
      opening.faults.push({
        settled: 'sample',
        make: (corrected) => problems.attributeMissing({ names: ['only'], block: kind, corrected }, at),
      })
    }
    return undefined
  }
  if (only !== language) {
    opening.faults.push({ settled: 'no', make: () => problems.onlyElsewhere({ only, language }, at) })
  }
  if (!because?.trim()) {
    setAttribute(opening, 'because', 'the meeting is held in this language')
    opening.faults.push({ settled: 'sample', make: (corrected) => problems.onlyUnexplained({ corrected }, at) })
  }
  return { language, because: because?.trim() ?? '' }
}
