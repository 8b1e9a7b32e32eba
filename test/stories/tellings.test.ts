import { describe, expect, it } from 'vitest'
import { listTellings, type Telling } from '../../src/stories/tellings.ts'
import { makeIssue } from './sample-issue.ts'

const tellings = (
  english: string,
  more: Record<string, string> = {},
  images: Record<string, Uint8Array> = {},
): Telling[] => {
  const { issue, documents } = makeIssue({ texts: { en: english, ...more }, images })
  return listTellings(issue, documents)
}

const story = (body: string, fence = ':::story{#reentry speaker="s-014"}') => `Hi\n\n${fence}\n${body}\n:::`

const hash = (body: string, images?: Record<string, Uint8Array>, fence?: string) =>
  tellings(story(body, fence), {}, images)[0]?.textHash

describe('the tellings of an issue', () => {
  it('are its blocks of any kind whose speaker is a consent record, in every language', () => {
    const spanish =
      'Hola\n\n:::story{#reentry}\nUna puerta.\n:::\n\n:::quote{#doors}\nNadie.\n:::\n\n:::quote{#home}\nCasa.\n:::'
    const english =
      'Hi\n\n:::story{#reentry speaker="s-014"}\nA door.\n:::\n\n:::quote{#doors speaker="org:ilrc"}\nNobody.\n:::\n\n:::quote{#home speaker="s-015"}\nHome.\n:::'
    expect(tellings(english, { es: spanish }).map(({ record, language, block }) => [record, language, block])).toEqual([
      ['s-014', 'en', 'reentry'],
      ['s-015', 'en', 'home'],
      ['s-014', 'es', 'reentry'],
      ['s-015', 'es', 'home'],
    ])
  })

  it('know their pictures and what they give away, where it stands', () => {
    const [telling] = tellings(story('![A pier.](images/my%20pier.png)\n\nOne day,\nmy wife said it.'))
    expect(telling?.pictures).toEqual(['images/my pier.png'])
    expect(telling?.details).toMatchObject([
      { detail: 'family', words: 'my wife', place: { start: { line: 12, column: 1 } } },
    ])
  })

  it('look into alternative texts, headings and titles of links too', () => {
    const [telling] = tellings(
      story(
        '## My daughter\n\n![Mateo, 6, on a pier.](images/a.png)\n\n[A link](https://example.org "He was deported.")',
      ),
    )
    expect(telling?.details.map(({ detail }) => detail).sort()).toEqual(['family', 'minors', 'removal_order'])
  })
})

describe('what the teller agreed to', () => {
  const images = { 'images/a.png': new Uint8Array([1, 2, 3]) }
  const told = '## A door\n\nIt opens *wide*. [Look](https://example.org/a)\n\n![A pier.](images/a.png)'

  it.each([
    ['line wraps', told.replace('It opens', 'It\nopens')],
    ['comments', `${told}\n\n<!-- to check -->`],
    ['marks of emphasis that mean the same', told.replace('*wide*', '_wide_')],
    ['decomposed letters', told.normalize('NFD')],
  ])('stays the same: %s', (_, other) => {
    expect(hash(other, images)).toBe(hash(told, images))
  })

  it.each([
    ['a word', told.replace('wide', 'open')],
    ['emphasis', told.replace('*wide*', 'wide')],
    ['the heading', told.replace('A door', 'The door')],
    ['a link', told.replace('/a)', '/b)')],
    ['an alternative text', told.replace('A pier', 'A woman')],
    ['no picture', told.replace(/\n\n!.*/, '')],
  ])('changes with %s', (_, other) => {
    expect(hash(other, images)).not.toBe(hash(told, images))
  })

  it('changes with the bytes of a picture under the same name, and with the speaker', () => {
    expect(hash(told, { 'images/a.png': new Uint8Array([1, 2, 4]) })).not.toBe(hash(told, images))
    expect(hash(told, images, ':::story{#reentry speaker="s-015"}')).not.toBe(hash(told, images))
  })

  it('changes with whose name stands under it, and with where a link of the block leads', () => {
    const quote = (more: string) => tellings(`Hi\n\n:::quote{#doors speaker="s-014"${more}}\nA door.\n:::`)[0]?.textHash
    const hashes = ['', ' by="ilrc"', ' by="seaac"', ' href="https://example.org/a"', ' href="https://example.org/b"']
    expect(new Set(hashes.map(quote)).size).toBe(hashes.length)
  })

  it('is the same where a translation restates what it would inherit', () => {
    const english = 'Hi\n\n:::quote{#doors speaker="s-014" by="ilrc"}\nA door.\n:::'
    const hashes = ['', ' by="ilrc" speaker="s-014"'].map(
      (more) => tellings(english, { es: `Hola\n\n:::quote{#doors${more}}\nUna puerta.\n:::` })[1]?.textHash,
    )
    expect(hashes[0]).toBe(hashes[1])
  })

  it('does not change with who else gets to see it, or what else the folder holds', () => {
    const others = { ...images, 'images/b.png': new Uint8Array([9]) }
    expect(hash(told, others, ':::story{#reentry speaker="s-014" for="policy"}')).toBe(hash(told, images))
  })
})
