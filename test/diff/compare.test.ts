import { describe, expect, it } from 'vitest'
import { compareAudiences } from '../../src/newsletter/diff/compare-audiences.ts'
import { compareIssues } from '../../src/newsletter/diff/compare-issues.ts'
import { describeIssue } from '../../src/newsletter/diff/issue-facts.ts'
import { countChangedWords } from '../../src/newsletter/diff/words-of.ts'
import { block, document } from '../edition/sample.ts'

const call = { href: 'https://example.org/call', label: 'Call now' }
const facts = (issue: string, ...documents: Parameters<typeof describeIssue>[1][number][]) =>
  describeIssue({ issue, date: '2024-10-01', origin: 'https://news.example.org' }, documents, [])

const before = facts(
  '2024-09',
  document([
    block('letter', 'letter', {}, 'Dear friends, read [the guide](https://example.org/guide) today.'),
    block('action', 'call', call, '## Call\n\nSay this to them.'),
    block('quote', 'old', { by: 'ilrc' } as never, 'Words of then.'),
  ]),
  document([block('letter', 'letter', {}, 'Queridas amigas')], { subject: 'Tres cosas' }, 'es'),
)

describe('what is written in two issues', () => {
  it('is compared block by block: new, gone, changed by how many words, or the same', () => {
    const now = facts(
      '2024-10',
      document([
        block('letter', 'letter', {}, 'Dear friends, read [the guide](https://example.org/guide) and the news today.'),
        block('action', 'call', { ...call, href: 'https://example.org/vote' }, '## Call\n\nSay this to them.'),
        block('stat', 'one', { number: '1' } as never, 'One in three.', { for: ['policy'] }),
      ]),
    )
    const { blocks, links, segments } = compareIssues(now, before)
    expect(blocks.added).toEqual([{ id: 'one', kind: 'stat', heading: '', words: 3 }])
    expect(blocks.removed.map(({ id }) => id)).toEqual(['old'])
    expect(blocks.changed).toEqual([
      { id: 'letter', kind: 'letter', heading: '', words: 9, newWords: 3, goneWords: 0, detailsChanged: false },
      { id: 'call', kind: 'action', heading: 'Call', words: 5, newWords: 0, goneWords: 0, detailsChanged: true },
    ])
    expect(links).toEqual({
      added: [{ href: 'https://example.org/vote', text: 'Call now' }],
      removed: [{ href: 'https://example.org/call', text: 'Call now' }],
    })
    expect(segments).toEqual({ now: ['policy'], added: ['policy'], removed: [] })
  })

  it('names languages that are new or missing, with their subject lines and time to read', () => {
    const long = block('letter', 'letter', {}, 'word '.repeat(500))
    const { languages } = compareIssues(facts('2024-10', document([long]), document([long], {}, 'vi')), before)
    expect(languages.map(({ language, now, before: then }) => [language, now?.minutes, then?.subject])).toEqual([
      ['en', 3, 'Three things'],
      ['vi', 3, undefined],
      ['es', undefined, 'Tres cosas'],
    ])
  })

  it('finds nothing between an issue and itself', () => {
    const { blocks, links } = compareIssues(before, before)
    expect(blocks).toEqual({ added: [], removed: [], changed: [], same: 3 })
    expect(links).toEqual({ added: [], removed: [] })
  })

  it('counts words that moved as one of each, and no change of punctuation or capitals', () => {
    expect(countChangedWords(['Dear', 'friends,'], ['dear', 'Friends'])).toEqual({ added: 0, gone: 0 })
    expect(countChangedWords(['a', 'b', 'c'], ['b', 'c', 'a'])).toEqual({ added: 1, gone: 1 })
    expect(countChangedWords([], ['a'])).toEqual({ added: 0, gone: 1 })
  })
})

describe('whom two issues reach', () => {
  const audience = (readers: number) => ({ frozen: true, readers, waiting: 0, editions: [{ id: 'en', readers }] })

  it('fell when more than a fifth are not reached any more', () => {
    expect(compareAudiences(audience(80), audience(100)).fell).toBe(false)
    expect(compareAudiences(audience(79), audience(100)).fell).toBe(true)
    expect(compareAudiences(audience(0), audience(0)).fell).toBe(false)
  })

  it('is unknown where it is not known, edition by edition', () => {
    const { now, before: then, editions, fell } = compareAudiences(null, audience(5))
    expect([now, then?.readers, editions, fell]).toEqual([null, 5, [{ id: 'en', now: null, before: 5 }], false])
  })
})
