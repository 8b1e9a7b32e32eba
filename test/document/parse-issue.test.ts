import { expect, test } from 'vitest'
import { parseIssue } from '../../src/document/parse-issue.ts'
import type { Issue } from '../../src/issue/issue.ts'
import type { Newsletter } from '../../src/issue/newsletter.ts'
import { textOf } from './parse.ts'

const newsletter = { languages: ['en', 'es', 'vi'] } as unknown as Newsletter

function parse(texts: Record<string, string>) {
  const issue: Issue = {
    id: '2024-04-second-chances',
    folder: '/issues/2024-04-second-chances',
    meta: { date: '2024-04-02', kind: 'monthly', template: 'monthly' },
    texts: Object.entries(texts).map(([language, markdown]) => textOf(markdown, language)),
    images: [],
  }
  const { documents, problems } = parseIssue(issue, newsletter)
  return {
    blocks: Object.fromEntries(documents.map(({ language, blocks }) => [language, blocks])),
    problems: problems.map(({ file, line, code }) => `${file}:${line} ${code}`),
    hints: problems.map(({ hint }) => hint),
  }
}

const action = ':::action{#call href="https://example.org/call" by="2024-04-30" for="policy"}\nCall.\n:::\n'

test('a translation inherits what it does not restate', () => {
  const { blocks, problems } = parse({
    en: action,
    es: ':::action{#call href="https://example.org/es"}\nLlame.\n:::\n',
  })
  expect(problems).toEqual([])
  expect(blocks.es?.[0]).toMatchObject({
    kind: 'action',
    for: ['policy'],
    attributes: { href: 'https://example.org/es', by: '2024-04-30' },
  })
})

test('`only` is not inherited: it speaks of one language', () => {
  const solo = ':::quote{#q speaker="org:ilrc" only="en" because="said in English"}\nWords.\n:::\n'
  const { blocks, problems } = parse({ en: solo, es: 'Hola' })
  expect(problems).toEqual([])
  expect(blocks.en?.[0]?.only?.language).toBe('en')
})

test('what is wrong in the source language is said once, not once a language', () => {
  const call = ':::action{#call}\nCall.\n:::\n'
  const optional = parse({ en: action.replace('2024-04-30', '2024-02-30'), es: call, vi: call })
  expect(optional.problems).toEqual(['en.md:1 attribute_invalid'])
  expect(optional.blocks.es?.[0]?.attributes).toEqual({ href: 'https://example.org/call' })

  const required = parse({ en: action.replace('https://example.org/call', 'nowhere'), es: call, vi: call })
  expect(required.problems).toEqual(['en.md:1 attribute_invalid'])
  expect(Object.values(required.blocks).flat()).toEqual([])
})

test('a wrong value of a translation’s own leaves what it would have inherited', () => {
  const { blocks, problems } = parse({ en: action, es: ':::action{#call by="2024-02-30"}\nLlame.\n:::\n' })
  expect(problems).toEqual(['es.md:1 attribute_invalid'])
  expect(blocks.es?.[0]?.attributes).toEqual({ href: 'https://example.org/call', by: '2024-04-30' })
})

test('a block that translates nothing is told what it most likely translates', () => {
  const { blocks, problems, hints } = parse({ en: action, es: ':::action{#cal}\nLlame.\n:::\n' })
  expect(problems).toEqual(['es.md:1 block_without_source'])
  expect(hints).toEqual(['Did you mean #call?'])
  expect(blocks.es?.[0]?.id).toBe('call')
})

test('a block of another kind is told which', () => {
  const { blocks, problems, hints } = parse({ en: action, es: ':::story{#call}\nLlame.\n:::\n' })
  expect(problems).toEqual(['es.md:1 block_kind_differs'])
  expect(hints).toEqual(['Write the line as: :::action{#call}'])
  expect(blocks.es?.[0]?.kind).toBe('action')
})

test('a translation without an id is offered the one of its source', () => {
  const { problems, hints } = parse({ en: action, es: ':::action\n## Dos minutos\n\nLlame.\n:::\n' })
  expect(problems).toEqual(['es.md:1 id_missing'])
  expect(hints).toEqual(['Write the line as: :::action{#call}'])
})
