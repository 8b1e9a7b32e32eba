import { expect, test } from 'vitest'
import { findWords, makeGuide } from './small-guide.ts'

const guide = makeGuide([{ id: 'alien', patterns: ['illegal aliens?', 'criminal aliens?'] }])

test.each([
  '# Illegal Aliens Flood Our Schools, Says Center',
  'Read [Illegal Aliens Flood Our Schools, Says Center](https://example.org) today.',
  'Read Illegal Aliens Flood Our Schools, Says Center today.',
  'Read [Illegal Aliens And Their Friends Stopped By New Bill](https://example.org) today.',
  '![Illegal Aliens At A Detention Center](a.png)',
  '[words](https://example.org "Illegal Aliens At A Detention Center")',
])('a headline with capitals is no official name: %s', (markdown) => {
  expect(findWords(markdown, 'en', guide)).toEqual(['alien: Illegal Aliens'])
})

test.each([
  'The Criminal Alien Assistance Program ends.',
  'Read about the [Criminal Alien Assistance Program](https://example.org).',
  '# What the Criminal Alien Assistance Program costs',
  'The Violence Against Women by Illegal Aliens Act passed.',
])('a name is: %s', (markdown) => {
  expect(findWords(markdown, 'en', guide)).toEqual([])
})
