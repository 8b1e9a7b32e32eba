import type { Block } from '../document.ts'
import { alignPassages } from './align-passages.ts'
import { listPassages, numberTokens, type Passage, type Token } from './passages.ts'
import { hasWords, writePlain } from './token-text.ts'
import { wordsOf } from './word-attributes.ts'
import { writeProse } from './write-prose.ts'

/** One row for a translator: a passage, a picture's words, a link's title, a button's label. */
export interface Unit {
  /** Within its block. */
  key: string
  /** What it is where it is not just prose: `heading`, `picture`, `title`, or the name of an attribute. */
  label: string
  text: string
}

export const passageKey = (index: number): string => `${index}`
export const altKey = (index: number, number: number): string => `${index}.${number}.alt`
export const titleKey = (index: number, number: number): string => `${index}.${number}.title`
export const attributeKey = (name: string): string => `@${name}`

/** What a translator has to write of a block of the source language, in reading order. */
export function listUnits(block: Block): Unit[] {
  const passages = listPassages(block, false).flatMap((passage, index) =>
    unitsOf(
      passage,
      index,
      passage.tokens.map((_, at) => at + 1),
    ),
  )
  const attributes = Object.entries(wordsOf(block)).map(([name, value]) => {
    return { key: attributeKey(name), label: name, text: writePlain(value).text }
  })
  return [...passages, ...attributes]
}

function unitsOf(passage: Passage, index: number, numbers: readonly number[]): Unit[] {
  const text = writeProse(passage.children, numbers)
  const found: Unit[] = []
  if (hasWords(text)) found.push({ key: passageKey(index), label: passage.form === 'heading' ? 'heading' : '', text })
  for (const [at, token] of passage.tokens.entries()) {
    const number = numbers[at] ?? 0
    if (token.kind !== 'image' && token.kind !== 'link') continue
    const { title } = token.node
    const alt = token.kind === 'image' ? token.node.alt : undefined
    if (alt) found.push({ key: altKey(index, number), label: 'picture', text: writePlain(alt).text })
    if (title) found.push({ key: titleKey(index, number), label: 'title', text: writePlain(title).text })
  }
  return found
}

/** A translated block as it stands beside its source. */
export interface Counterpart {
  /** Whether both have the same structure, so that words can be replaced one by one. */
  same: boolean
  /** By the source's passages: the translation's own, with its tokens by the source's numbers. */
  passages: ({ passage: Passage; tokens: Map<number, Token> } | undefined)[]
  /** The translation's words by a unit's key, where there are any. */
  words: Map<string, string>
  /** Passages that translate nothing, as plain rows. */
  extra: string[]
}

export function matchCounterpart(source: Block, translated: Block): Counterpart {
  const passages = listPassages(source, false)
  const own = listPassages(translated, true)
  const same = passages.length === own.length && passages.every(({ path }, index) => path === own[index]?.path)
  const pairs = same ? own : alignPassages(passages, own)
  const words = new Map<string, string>()
  const matched = pairs.map((passage, index) => {
    if (!passage) return undefined
    const numbers = numberTokens(passage.tokens, passages[index]?.tokens ?? [])
    for (const { key, text } of unitsOf(passage, index, numbers)) words.set(key, text)
    return { passage, tokens: new Map(passage.tokens.map((token, at) => [numbers[at] ?? 0, token])) }
  })
  for (const [name, value] of Object.entries(wordsOf(translated))) {
    words.set(attributeKey(name), writePlain(value).text)
  }
  const extra = own
    .filter((passage) => !pairs.includes(passage))
    .map(({ children, tokens }) =>
      writeProse(
        children,
        tokens.map((_, at) => at + 1),
      ),
    )
  return { same, passages: matched, words, extra }
}
