import { directiveKinds } from './blocks/index.ts'
import type { OpeningFence } from './fence.ts'

const endWords = ['end', 'close', 'stop', 'fin', 'fine', 'het', 'hết']

/**
 * Whether a line that names a block was meant to close the open one: `:::story`, `:::/story`, `::: end`.
 *
 * @param next what the next fence does: where it closes, a name alone may well have opened a block.
 */
export function isEndLike(fence: OpeningFence, open: OpeningFence, next: 'open' | 'close' | undefined): boolean {
  const [first = '', second = ''] = [fence.name, ...wordsAfter(fence)].map((word) => word.toLowerCase())
  const name = first.replace(/^[/\\]/, '')
  if (fence.attributes.length > 0 || fence.label !== undefined) return false
  if (name !== first || endWords.includes(name)) return second === '' || [open.name, 'block'].includes(second)
  if (second !== '' || next === 'close') return false
  return name === open.name || !directiveKinds.some((kind) => kind === name) || next === 'open'
}

function wordsAfter({ complaints }: OpeningFence): string[] {
  const words = complaints.map(({ what }) => /^words follow the name \(“(.*)”\)$/.exec(what)?.[1])
  return words.flatMap((text) => text?.split(/\s+/) ?? [])
}

/** A block's end that is no fence: two colons alone, or colons at the end of a line of prose. */
export function findHiddenEnd(
  lines: readonly string[],
  from: number,
  to: number,
): { line: number; column: number; words: string } | undefined {
  for (let line = to; line > from; line -= 1) {
    const text = lines[line - 1] ?? ''
    const [, words = '', colons = ''] = /^(.*?)\s*(:{2,}|：{2,})\s*$/.exec(text) ?? []
    if (colons === '' || (words !== '' && colons.length < 3) || words.includes('`')) continue
    return { line, column: text.lastIndexOf(colons) + 1, words }
  }
  return undefined
}
