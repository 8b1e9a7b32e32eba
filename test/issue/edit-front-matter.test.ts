import { expect, test } from 'vitest'
import { editFrontMatter, emptyFrontMatter } from '../../src/issue/edit-front-matter.ts'
import { readFrontMatter } from '../../src/issue/front-matter.ts'

const source = `---
# Ask Ana about the title.
title: 'A title'  # a draft
subject: >
  A subject
  over two lines
preheader:
reviewed: "R. Reader, 2024-03-28"
---
Dear friends,
`

test('a value is replaced where it stands, and every note stays', () => {
  expect(editFrontMatter(source, { title: 'Another: title', reviewed: false })).toBe(
    source.replace("'A title'", '"Another: title"').replace('"R. Reader, 2024-03-28"', 'false'),
  )
})

test('a value over several lines, and one that is not there yet', () => {
  const edited = editFrontMatter(source, { subject: 'Short', preheader: 'Here #now' })
  expect(edited).toBe(
    source.replace('>\n  A subject\n  over two lines\n', 'Short\n').replace('preheader:', 'preheader: "Here #now"'),
  )
})

test.each([
  ['new', source],
  ['empty', source.replace('---\nDear', 'translated: {}\n---\nDear')],
  ['in braces', source.replace('---\nDear', 'translated: {letter: "000000000000"}\n---\nDear')],
  [
    'there, with a note',
    source.replace('---\nDear', 'translated: # by translate\n    letter: "000000000000" # old\n---\nDear'),
  ],
])('marks are read as they were written: %s', (_, before) => {
  // All digits, or digits around an e, would be numbers without quotes.
  const marks = { letter: '123456789012', reentry: '1e1234567890', null: 'abcdefabcdef' }
  const edited = editFrontMatter(before.replace('preheader:', 'preheader: Words'), { translated: marks })
  const { meta, problems } = readFrontMatter(edited, 'es.md', false)
  expect(problems.map(String)).toEqual([])
  expect(meta.translated).toEqual(marks)
  if (before.includes('# old')) expect(edited).toContain('"123456789012" # old')
})

test.each([
  'No: 1',
  '“Curly” words',
  '#hash',
  '- a',
  "it's",
  'a "b" c',
  '2024-01-01',
  'true',
  '@you',
  '{x}',
  'a: b #c',
])('a new file says %s', (words) => {
  const text = editFrontMatter(emptyFrontMatter, { title: words, subject: words, preheader: words, reviewed: false })
  const { meta, problems } = readFrontMatter(text, 'es.md', false)
  expect(problems.map(String)).toEqual([])
  expect(meta).toMatchObject({ title: words, subject: words, preheader: words, reviewed: false })
})
