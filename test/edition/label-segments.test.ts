import { toString as toPlainText } from 'mdast-util-to-string'
import { describe, expect, it } from 'vitest'
import { labelSegments } from '../../src/edition/label-segments.ts'
import { renderEditions } from '../../src/edition/render-editions.ts'
import { block, document, rendition, sources, words } from './sample.ts'

const picture = '![A map.](images/map.png)\n\nWhere records can be sealed.'
const vote = { bill: 'H.R. 1', position: 'oppose', lobbying: 'direct', href: 'https://example.org' } as const

describe('labels of blocks that not everybody sees', () => {
  it('name the segments above the block’s own words, in the language of the document', () => {
    const blocks = [
      block('letter', 'letter', {}, 'Hello'),
      block('vote', 'hr-1', vote, 'Words', { for: ['policy', 'legal'] }),
    ]
    const given = [document(blocks), document(blocks, {}, 'es')]
    const labelled = labelSegments(given, words)
    const wordsOf = (index: number) => labelled[index]?.blocks.map(({ body }) => body.map((node) => toPlainText(node)))
    expect(wordsOf(0)).toEqual([['Hello'], ['Only for: policy, legal', 'Words']])
    expect(wordsOf(1)).toEqual([['Hello'], ['Solo para: policy, legal', 'Words']])
    expect(given[0]?.blocks[1]?.body).toHaveLength(1)
  })

  it('stand beside a figure’s picture without taking its place', async () => {
    const figure = block('figure', 'map', {}, picture, { for: ['policy'] })
    const renditions = new Map([['images/map.png', rendition('map')]])
    const [edition] = await renderEditions(sources(labelSegments([document([figure])], words), { renditions }))
    const text = edition?.text.literals.join('') ?? ''
    expect(text).toMatch(/\[Picture\] A map\.\s+Only for: policy\s+Where records can be sealed\./)
    expect(edition?.html.literals.join('')).toContain('map')
  })
})
