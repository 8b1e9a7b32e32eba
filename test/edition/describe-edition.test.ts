import { expect, it } from 'vitest'
import { describeEdition } from '../../src/edition/describe-edition.ts'
import { directionOf } from '../../src/edition/direction.ts'
import { renderEditions } from '../../src/edition/render-editions.ts'
import { block, document, origin, sources, words } from './sample.ts'

const letter = block('letter', 'letter', {}, 'Dear :name[bạn], chào.')

it('describes an edition as the manifest prints it', async () => {
  const groupings = [{ language: 'vi', segments: [], readers: 12 }]
  const [edition] = await renderEditions(sources([document([letter], {}, 'vi')], { groupings }))
  if (!edition) throw new Error('no edition')
  const { bytes, quotedPrintableBytes, ...rest } = describeEdition(edition, origin)
  expect(rest).toEqual({
    id: 'vi',
    language: 'vi',
    segments: [],
    blocks: ['letter'],
    html: 'vi.html',
    text: 'vi.txt',
    readers: 12,
  })
  expect(quotedPrintableBytes).toBeGreaterThan(bytes)
})

it('says nothing of readers nobody counted', async () => {
  const [edition] = await renderEditions(sources([document([letter])]))
  expect(edition && describeEdition(edition, origin)).not.toHaveProperty('readers')
})

it('knows which way a language runs, and tells the template', async () => {
  expect(['en', 'vi', 'ar', 'he', 'fa-US', 'ht', 'ur'].map(directionOf)).toEqual([
    'ltr',
    'ltr',
    'rtl',
    'rtl',
    'rtl',
    'ltr',
    'rtl',
  ])
  const arabic = sources([document([letter], {}, 'ar')], { words: { ar: words.en ?? {} } as typeof words })
  const [edition] = await renderEditions(arabic)
  expect(edition?.dir).toBe('rtl')
  expect(edition?.html.literals.join('')).toContain('<html lang="ar" dir="rtl">')
  expect(edition?.problems.map(String)).toEqual([])
})
