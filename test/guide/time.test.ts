import { describe, expect, test } from 'vitest'
import { cues } from './context/context-guide.ts'
import { find, makeGuide } from './small-guide.ts'

const guide = makeGuide(
  [
    { id: 'felon', patterns: ['felons'] },
    { id: 'passive', category: 'passive-erasure', silent: ['actor', 'relative'], patterns: ['was detained'] },
    { id: 'binary', category: 'binary-deserving', silent: ['criticism'], patterns: ['law-abiding'] },
  ],
  { cues },
)

// Each took from six seconds to many minutes before what is far from the words was left unread; the limit leaves room for a
// busy machine.
describe('a long text without an end is checked in moments', { timeout: 20_000 }, () => {
  test.each([
    ['findings in one sentence', 'was detained and '.repeat(1500), 1500],
    ['a cue between findings', 'law-abiding people reject '.repeat(1500), 1500],
    ['quotations in one sentence', '“felons” '.repeat(2000), 2000],
    ['quotations left open', '“felons '.repeat(2000), 2000],
    ['single quotation marks', "'felons' ".repeat(2000), 2000],
    ['words with capitals', 'Many Felons Flood '.repeat(3000), 3000],
    ['full stops without a space', 'a.'.repeat(50_000), 0],
    ['what could be a domain', `${'a.bc.'.repeat(20_000)}/`, 0],
    ['what could be a mail address', `${'a'.repeat(100_000)} @`, 0],
    ['accents on one letter', `n${'\u{301}'.repeat(50_000)}`, 0],
  ])('%s', (_, markdown, found) => {
    expect(find(markdown, 'en', guide)).toHaveLength(found)
  })
})

test('a cue counts near the words, however long the sentence, and not from far away', () => {
  const far = 'and then we went on '.repeat(60)
  const silences = (markdown: string) => find(markdown, 'en', guide).map(({ silence }) => silence)
  expect(silences(`${far}we reject the law-abiding narrative ${far}`)).toEqual(['criticism'])
  expect(silences(`The narrative ${far}helps law-abiding people`)).toEqual([undefined])
})
