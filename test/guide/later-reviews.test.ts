import { expect, it } from 'vitest'
import { findLaterReviews } from '../../src/guide/later-reviews.ts'
import { makeGuide } from './small-guide.ts'

it('a review that has not happened yet is a problem at its entry; one of today, or none, is not', () => {
  const by = 'R. Reader'
  const guide = makeGuide([
    { id: 'today', patterns: ['a'], reviewed: { by, on: '2024-12-31' } },
    { id: 'tomorrow', patterns: ['b'], reviewed: { by, on: '2025-01-01' }, line: 7 },
    { id: 'unread', patterns: ['c'] },
  ])
  const problems = findLaterReviews(guide, '2024-12-31')
  expect(problems).toMatchObject([{ code: 'guide_review_later', severity: 'error', line: 7 }])
  expect(problems[0]?.reason).toContain('“tomorrow” says that it was reviewed on 2025-01-01')
})
