import { describe, expect, it } from 'vitest'
import type { Approval } from '../../src/approval/approval.ts'
import { changedParts, judgeApprovals, type PresentContent } from '../../src/approval/judge-approvals.ts'

const signOffs = { approvers: 1, writerMayApprove: false, counsel: ['alert', 'vote'] }
const now: PresentContent = { contentHash: 'new', parts: { 'en.md': '2', 'es.md': '1' }, kinds: ['letter', 'story'] }

function approval(more: Partial<Approval> = {}): Approval {
  const parts = { 'en.md': '2', 'es.md': '1' }
  const base = { editor: 1, by: 'Ana', role: 'approver', via: 'command', at: 1, candidates: 10 } as const
  return { ...base, contentHash: 'new', parts, ...more }
}

describe('an issue is approved', () => {
  it('by nobody at first', () => {
    expect(judgeApprovals([], now, signOffs)).toMatchObject({ complete: false, given: [], approversMissing: 1 })
  })

  it('by one approver where one is asked for', () => {
    expect(judgeApprovals([approval()], now, signOffs)).toMatchObject({ complete: true, approversMissing: 0 })
  })

  it('by two people where two are asked for, not by one who says it twice', () => {
    const two = { ...signOffs, approvers: 2 }
    expect(judgeApprovals([approval(), approval({ at: 2 })], now, two)).toMatchObject({ approversMissing: 1 })
    expect(judgeApprovals([approval(), approval({ editor: 2, by: 'Ben' })], now, two)).toMatchObject({ complete: true })
  })

  it('by one person only, who is an editor twice under two addresses, or was removed and added anew', () => {
    const two = { ...signOffs, approvers: 2 }
    const again = approval({ editor: 2, by: ' ÁNA ' })
    expect(judgeApprovals([approval(), again], now, two)).toMatchObject({ complete: false, approversMissing: 1 })
  })

  it('never by a writer', () => {
    expect(judgeApprovals([approval({ role: 'writer' })], now, signOffs)).toMatchObject({ complete: false, given: [] })
  })

  it('by counsel where a block needs it, who counts as an approver too', () => {
    const legal: PresentContent = { ...now, kinds: ['letter', 'alert', 'alert'] }
    expect(judgeApprovals([approval()], legal, signOffs)).toMatchObject({ complete: false, counselMissing: ['alert'] })
    expect(judgeApprovals([approval({ role: 'counsel' })], legal, signOffs)).toMatchObject({ complete: true })
    expect(judgeApprovals([approval()], legal, { ...signOffs, counsel: [] })).toMatchObject({ complete: true })
  })
})

describe('a change voids an approval', () => {
  it('and says which part it was', () => {
    const before = approval({ contentHash: 'old', parts: { 'en.md': '1', 'es.md': '1', 'vi.md': '1' } })
    const state = judgeApprovals([before], now, signOffs)
    expect(state).toMatchObject({ complete: false, given: [], approversMissing: 1 })
    expect(state.voided).toEqual([{ approval: before, changed: ['en.md', 'vi.md'] }])
  })

  it('and what is put back as it was is approved again', () => {
    expect(judgeApprovals([approval()], { ...now, contentHash: 'other' }, signOffs).complete).toBe(false)
    expect(judgeApprovals([approval()], now, signOffs).complete).toBe(true)
  })

  it('and the newest comes first', () => {
    const old = [approval({ contentHash: 'a', at: 5 }), approval({ contentHash: 'b', at: 9 })]
    expect(judgeApprovals(old, now, signOffs).voided.map((one) => one.approval.at)).toEqual([9, 5])
  })

  it('whether a part was changed, added or taken away', () => {
    expect(changedParts({ a: '1', b: '1', c: '1' }, { a: '1', b: '2', d: '1' })).toEqual(['b', 'c', 'd'])
  })
})
