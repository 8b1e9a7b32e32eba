import type { Nodes, Root } from 'mdast'
import { toString as plainText } from 'mdast-util-to-string'
import { visit } from 'unist-util-visit'
import { describe, expect, test } from 'vitest'
import type { Block } from '../../src/document/document.ts'
import { parse } from './parse.ts'

const wordsOf = (block: Block | undefined): string[] => (block?.body ?? []).map((node) => plainText(node))

function nodesOf<Type extends Nodes['type']>(block: Block | undefined, type: Type): Extract<Nodes, { type: Type }>[] {
  const found: Extract<Nodes, { type: Type }>[] = []
  const root: Root = { type: 'root', children: block?.body ?? [] }
  visit(root, (node) => {
    if (node.type === type) found.push(node as Extract<Nodes, { type: Type }>)
  })
  return found
}

describe('a document is a letter and blocks', () => {
  test('the letter is everything before the first block', () => {
    const { document, problems } = parse('Dear friends,\n\nRead on.\n\n:::quote{#q speaker="org:ilrc"}\nWords.\n:::\n')
    expect(problems).toEqual([])
    expect(document.blocks.map(({ kind, id }) => [kind, id])).toEqual([
      ['letter', 'letter'],
      ['quote', 'q'],
    ])
    expect(wordsOf(document.blocks[0])).toEqual(['Dear friends,', 'Read on.'])
  })

  test('an issue may begin with a block, and then has no letter', () => {
    expect(parse(':::quote{#q speaker="org:ilrc"}\nWords.\n:::').document.blocks.map(({ id }) => id)).toEqual(['q'])
  })

  test('the heading a block opens with is its own, and deeper ones stay in the body', () => {
    const [block] = parse(':::quote{#q speaker="org:ilrc"}\n## On *hope*\n\n### Here\n\nWords.\n:::').document.blocks
    expect(block?.heading && plainText({ type: 'paragraph', children: block.heading.children })).toBe('On hope')
    expect(block?.heading?.position.start.line).toBe(2)
    expect(wordsOf(block)).toEqual(['Here', 'Words.'])
  })

  test('`for` is a list without repetition', () => {
    const [block] = parse(':::quote{#q speaker="org:ilrc" for="policy, legal,policy"}\nWords.\n:::').document.blocks
    expect(block?.for).toEqual(['policy', 'legal'])
  })

  test('a block in one language says why', () => {
    const [block] = parse(':::quote{#q speaker="org:ilrc" only="en" because="said in English"}\nWords.\n:::').document
      .blocks
    expect(block?.only).toEqual({ language: 'en', because: 'said in English' })
  })

  test('a reference is the link it stands for, wherever its address is written', () => {
    const { document, problems } = parse(
      'See [the guide][g] and ![a map][m].\n\n[g]: https://example.org/guide\n[m]: images/map.png\n',
    )
    expect(problems).toEqual([])
    expect(nodesOf(document.blocks[0], 'link').map(({ url }) => url)).toEqual(['https://example.org/guide'])
    expect(nodesOf(document.blocks[0], 'image').map(({ url, alt }) => [url, alt])).toEqual([
      ['images/map.png', 'a map'],
    ])
    expect(nodesOf(document.blocks[0], 'definition')).toEqual([])
  })

  test('tables and strikethrough are read', () => {
    const { document } = parse('| a | b |\n|---|---|\n| 1 | ~~2~~ |\n')
    expect(nodesOf(document.blocks[0], 'table')).toHaveLength(1)
    expect(nodesOf(document.blocks[0], 'delete')).toHaveLength(1)
  })
})

describe('prose stays prose', () => {
  test.each([
    '10:30',
    'word:name',
    'a::b',
    ':smile:',
    '::leaf',
    'word:name[x]',
    '3:2:1',
    'C:\\path',
    '«nota:importante»',
  ])('%s', (words) => {
    const { document, problems } = parse(`It says ${words} here.`)
    expect(problems).toEqual([])
    expect(wordsOf(document.blocks[0])).toEqual([`It says ${words} here.`])
  })

  test('a link right behind a colon is still a link', () => {
    const { document } = parse('Ver:este[informe](https://example.org/informe) y https://example.org/a:b')
    expect(nodesOf(document.blocks[0], 'link').map((link) => [plainText(link), link.url])).toEqual([
      ['informe', 'https://example.org/informe'],
      ['https://example.org/a:b', 'https://example.org/a:b'],
    ])
  })

  test('a fence inside code or a comment opens nothing', () => {
    const { document, problems } = parse('```\n:::story\n```\n\n<!--\n:::story{#later}\n:::\n-->\n')
    expect(problems).toEqual([])
    expect(document.blocks.map(({ kind }) => kind)).toEqual(['letter'])
  })
})

test('the reader’s name is the one directive in prose', () => {
  const { document, problems } = parse('Hello :name[dear friend], ¡:name[amiga]!')
  expect(problems).toEqual([])
  expect(nodesOf(document.blocks[0], 'textDirective').map((node) => plainText(node))).toEqual(['dear friend', 'amiga'])
})

describe('one slip gives one problem, and the rest of the document is there', () => {
  const good = ':::quote{#after speaker="org:ilrc"}\nAfter.\n:::\n'
  test.each([
    ['a space after the colons', '::: quote{#q speaker="org:ilrc"}\nWords.\n:::\n', 'fence_space'],
    ['a space before the brace', ':::quote {#q speaker="org:ilrc"}\nWords.\n:::\n', 'fence_space'],
    ['a tab before the colons', '\t:::quote{#q speaker="org:ilrc"}\nWords.\n:::\n', 'fence_space'],
    ['curly quotes', ':::quote{#q speaker=“org:ilrc”}\nWords.\n:::\n', 'attribute_quotes'],
    ['quotes that do not match', ':::quote{#q speaker="org:ilrc”}\nWords.\n:::\n', 'attribute_quotes'],
    ['guillemets', ':::quote{#q speaker=«org:ilrc»}\nWords.\n:::\n', 'attribute_quotes'],
    [
      'an address without quotes',
      ':::quote{#q speaker="org:ilrc" href=https://example.org/?a=b}\nWords.\n:::\n',
      'attribute_unquoted',
    ],
    ['a brace that is not closed', ':::quote{#q speaker="org:ilrc"\nWords.\n:::\n', 'fence_malformed'],
    ['attributes on two lines', ':::quote{#q\nspeaker="org:ilrc"}\nWords.\n:::\n', 'fence_malformed'],
    ['no braces', ':::quote #q speaker="org:ilrc"\nWords.\n:::\n', 'fence_malformed'],
    ['two colons', '::quote{#q speaker="org:ilrc"}\nWords.\n:::\n', 'fence_malformed'],
    ['a space that is no space', ':::quote{#q\u00a0speaker="org:ilrc"}\nWords.\n:::\n', 'fence_malformed'],
    ['a capital letter', ':::Quote{#q speaker="org:ilrc"}\nWords.\n:::\n', 'block_unknown'],
    ['a slip in the name', ':::qoute{#q speaker="org:ilrc"}\nWords.\n:::\n', 'block_unknown'],
    ['a block that is not closed', ':::quote{#q speaker="org:ilrc"}\nWords.\n\n', 'fence_unclosed'],
    ['not closed, and no blank line', ':::quote{#q speaker="org:ilrc"}\nWords.\n', 'fence_unclosed'],
  ])('%s', (_, markdown, code) => {
    const { document, problems } = parse(markdown + good)
    expect(problems.map((problem) => problem.code)).toEqual([code])
    expect(document.blocks.map((block) => [block.kind, block.id, wordsOf(block)])).toEqual([
      ['quote', 'q', ['Words.']],
      ['quote', 'after', ['After.']],
    ])
    if (code !== 'fence_unclosed') expect(problems[0]?.hint).toContain(':::quote{#q speaker="org:ilrc"')
  })

  test('the corrected line is correct', () => {
    const wrong = '::: Quote {#q, speaker=“org:ilrc” href=https://example.org/?a=b&c=d}\nWords.\n:::\n'
    const { problems } = parse(wrong)
    const corrected = problems[0]?.hint.replace('Write the line as: ', '') ?? ''
    expect(corrected).toBe(':::quote{#q speaker="org:ilrc" href="https://example.org/?a=b&c=d"}')
    expect(parse(`${corrected}\nWords.\n:::\n`).problems).toEqual([])
  })

  test('problems stand in the file’s own columns', () => {
    const [problem] = parse('Hi\n\n:::quote{#q speaker="org:ilrc" fro="policy"}\nWords.\n:::\n').problems
    expect([problem?.line, problem?.column, problem?.code]).toEqual([3, 32, 'attribute_unknown'])
    expect(problem?.hint).toBe('Did you mean for?')
  })
})

describe('a line with many slips gives one problem, and the line it shows has none', () => {
  test.each([
    '::: Action {call href=https://example.org/call by=“2024-11-30” lable=Call',
    ':::action(href="https://example.org/call")',
    ':::story{#a speaker=“org:ilrc” by=“ilrc” for=“policy;legal”}',
    ':::stat{#a number="1 in 3"}',
    ':::story{leaf}',
    ':::Story{#my leaf SPEAKER="ilrc"}',
    ':::action{#a href="www.example.org" by: "November 30, 2024"}',
    '**：：：vote{#Vote! bill="H.R. 1" position="No" lobbying=None}**',
    '\u200b:::quote{#q speaker="org:ilrc" because="said in English"}',
  ])('%s', (line) => {
    const { problems } = parse(`${line}\nWords.\n:::\n`)
    expect(problems).toHaveLength(1)
    const corrected = /: (:::.*)$/m.exec(problems[0]?.hint ?? '')?.[1] ?? ''
    expect(parse(`${corrected}\nWords.\n:::\n`).problems).toEqual([])
  })
})

describe('a block whose end is no fence ends there, and its line is named', () => {
  const good = '\n:::quote{#after speaker="org:ilrc"}\nAfter.\n:::\n'
  test.each([
    ':::quote',
    ':::/quote',
    '::: end',
    ':::end quote',
    '::',
    '\\:::',
    '：：：',
    '**:::**',
    '\u200b:::',
  ])('%s', (end) => {
    const { document, problems } = parse(`:::quote{#q speaker="org:ilrc"}\nWords.\n${end}\n${good}`)
    expect(problems.map(({ line, hint }) => [line, hint])).toEqual([[3, 'Write the line as: :::']])
    expect(document.blocks.map((block) => wordsOf(block))).toEqual([['Words.'], ['After.']])
  })

  test('at the end of a line of prose', () => {
    const { document, problems } = parse(`:::quote{#q speaker="org:ilrc"}\nSome words. :::\n${good}`)
    expect(problems.map(({ line, code }) => [line, code])).toEqual([[2, 'fence_hidden']])
    expect(document.blocks.map((block) => wordsOf(block))).toEqual([['Some words.'], ['After.']])
  })

  test('a second block of the same kind without its id is no end', () => {
    const { problems } = parse(':::quote{#q speaker="org:ilrc"}\nWords.\n\n:::quote\nMore.\n:::\n')
    expect(problems.map(({ code }) => code)).toEqual(['fence_unclosed', 'id_missing'])
  })
})

test('characters nobody can see are left out, and their line is named', () => {
  const { document, problems } = parse('Dear\u0000 friends,\n\ncome\u001b in \u202enow\u0007.')
  expect(problems.map(({ line, code }) => `${line} ${code}`)).toEqual(['1 control_character', '3 control_character'])
  expect(wordsOf(document.blocks[0])).toEqual(['Dear friends,', 'come in now.'])
})
