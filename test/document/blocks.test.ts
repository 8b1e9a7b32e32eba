import { describe, expect, test } from 'vitest'
import { type BlockAttributes, blockSpecs } from '../../src/document/blocks/index.ts'
import { parse } from './parse.ts'

describe('every block’s example is an issue without a problem', () => {
  test.each(Object.entries(blockSpecs))('%s', (kind, { example }) => {
    const { document, problems } = parse(example)
    expect(problems).toEqual([])
    expect(document.blocks.map((block) => block.kind)).toEqual([kind])
  })
})

/** The attributes of one block. */
function attributesOf<K extends keyof BlockAttributes>(markdown: string): BlockAttributes[K] | undefined {
  return parse(markdown).document.blocks[0]?.attributes as BlockAttributes[K] | undefined
}

test('a speaker is a member, or a person with a consent record', () => {
  expect(attributesOf<'story'>(':::story{#a speaker="org:ilrc"}\nWords.\n:::')?.speaker).toEqual({
    kind: 'org',
    member: 'ilrc',
  })
  expect(attributesOf<'story'>(':::story{#a speaker="s-12a"}\nWords.\n:::')?.speaker).toEqual({
    kind: 'story',
    record: 's-12a',
  })
})

test('captions are a list, and “none” is an empty one', () => {
  const video = (captions: string) =>
    attributesOf<'video'>(
      `:::video{#a href="https://example.org/film" duration="3:42" captions="${captions}"}\n![A house.](images/a.png)\n:::`,
    )?.captions
  expect(video('en, es')).toEqual(['en', 'es'])
  expect(video('none')).toEqual([])
})

test('dates stay text, and what is not said is undefined', () => {
  const event = attributesOf<'event'>(':::event{#a start="2024-04-18T10:00"}\nWords.\n:::')
  expect(event).toEqual({ start: '2024-04-18T10:00' })
})
