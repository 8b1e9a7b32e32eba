import { describe, expect, it } from 'vitest'
import type { Editor } from '../../src/approval/editor.ts'
import type { ApproveResult } from '../../src/newsletter/approve-issue.ts'
import { freezeIssue } from '../../src/newsletter/freeze-issue.ts'
import { prepareForSend, readApproval, requireApproval } from '../../src/newsletter/issue-approval.ts'
import { sendIssue } from '../../src/newsletter/send-issue.ts'
import { showStatus } from '../../src/newsletter/show-status.ts'
import { withdrawApproval } from '../../src/newsletter/withdraw-approval.ts'
import { person } from '../delivery/workbench.ts'
import { ana, ben } from '../outside/git-workshop.ts'
import { ApprovalHome, alertBlock, issue, noon, source } from './approval-home.ts'

const dora = { name: 'Dora Đặng', address: 'dora@example.org' }
const quiet = (): void => undefined

const spanish = `---
title: Gracias y fechas
subject: "Gracias, y dos fechas"
preheader: Quién volvió a casa este otoño, y dos llamadas que ayudan
reviewed: R. Reader, 2024-11-01
---

Queridos amigos:

Mantenemos unidas a las familias.
`

function approvalOf(result: ApproveResult) {
  if (result.kind !== 'approved') throw new Error(result.problems.map(String).join('\n'))
  return result.approval
}

async function gate(home: ApprovalHome): Promise<unknown> {
  return await home.with(async (list) => {
    const { prepared } = await prepareForSend(home.config, issue)
    if (!prepared) throw new Error('not prepared')
    return await requireApproval(prepared, list).catch((error: unknown) => error)
  })
}

/** Written by Ben; Ana approves. */
async function writtenByBen(options = {}): Promise<{ home: ApprovalHome; editor: Editor }> {
  const home = new ApprovalHome(options)
  home.commit(ben)
  return { home, editor: await home.editor(ana) }
}

describe('an approval', () => {
  it('opens the gate for exactly this content, and a changed word closes it and is named', async () => {
    const { home, editor } = await writtenByBen()
    expect(await gate(home)).toMatchObject({
      code: 'approval_missing',
      reason: `${issue} is not approved, so nobody was mailed. Still missing: one more approver.`,
    })
    await home.with(({ audience }) => audience.upsertSubscribers([person(1), person(2)], noon))
    const result = await home.approve(editor)
    expect(result).toMatchObject({ kind: 'approved', again: false })
    expect(approvalOf(result)).toMatchObject({ complete: true, missing: [], lost: [] })
    expect(approvalOf(result).given).toMatchObject([{ by: ana.name, via: 'command', candidates: 2, at: noon }])
    expect(await gate(home)).toMatchObject({ complete: true })

    home.edit(source, 'families', 'people')
    expect(await gate(home)).toMatchObject({
      code: 'approval_missing',
      reason: expect.stringContaining(
        `Ana Núñez approved it on November 22, 2024, 06:00, but ${source} has changed since. Still missing: one more approver.`,
      ),
    })
    home.edit(source, 'people', 'families')
    expect(await gate(home)).toMatchObject({ complete: true })
  })

  it('names settings, templates and the address of links as a person knows them', async () => {
    const { home, editor } = await writtenByBen()
    await home.approve(editor)
    home.edit('issues/newsletter.yaml', 'hello@', 'answers@')
    home.edit('templates/words/en.yaml', 'unsubscribe:', '# A note.\nunsubscribe:')
    home.config.publicUrl = 'https://news.example.org'
    const { lost } = await home.with((list) => readApproval(home.config, list, issue))
    expect(lost).toEqual([
      'Ana Núñez approved it on November 22, 2024, 06:00, but a setting that readers meet in issues/newsletter.yaml, the web address of links and pictures (PUBLIC_URL) and templates/words/en.yaml have changed since.',
    ])
  })

  it('given twice says so and does no harm; taken back it is gone, also for what it was on before', async () => {
    const { home, editor } = await writtenByBen()
    await home.approve(editor)
    const second = await home.approve(editor, { now: noon + 1000 })
    expect(second).toMatchObject({ kind: 'approved', again: true })
    expect(approvalOf(second).given).toMatchObject([{ at: noon + 1000 }])
    home.edit(source, 'families', 'people')
    await home.with((list) => withdrawApproval(home.config, list, { issue: 'thanks', editor }))
    home.edit(source, 'people', 'families')
    expect(await gate(home)).toMatchObject({ code: 'approval_missing' })
    await expect(home.with((list) => withdrawApproval(home.config, list, { issue, editor }))).rejects.toMatchObject({
      code: 'approval_not_there',
    })
  })

  it('counts as many people as newsletter.yaml asks for, and counsel for legal words', async () => {
    const { home, editor } = await writtenByBen({ signOffs: 'signOffs: {approvers: 2}', blocks: alertBlock })
    expect(await gate(home)).toMatchObject({
      reason: expect.stringContaining('Still missing: 2 more approvers; counsel, because of alert #travel.'),
    })
    expect(approvalOf(await home.approve(editor)).missing).toEqual([
      ...['one more approver', 'counsel, because of alert #travel'],
    ])
    const counsel = await home.editor(dora, 'counsel')
    expect(approvalOf(await home.approve(counsel))).toMatchObject({ complete: true })
  })

  it('is not taken for what has changed since it was read', async () => {
    const { home, editor } = await writtenByBen()
    await expect(home.approve(editor, { contentHash: 'what was read' })).rejects.toMatchObject({
      code: 'approval_changed',
    })
  })

  it('is not taken from a writer, nor for an issue with an error', async () => {
    const { home, editor } = await writtenByBen()
    const writer = await home.editor(dora, 'writer')
    await expect(home.approve(writer)).rejects.toMatchObject({ code: 'approver_is_writer' })
    home.edit(source, 'We keep', ':::stroy\nWe keep')
    home.commit(ben)
    const result = await home.approve(editor)
    expect(result.kind).toBe('unready')
    home.edit('issues/newsletter.yaml', 'provider: outbox', 'provider: outbox\nsignOffs: {counsel: [allert]}')
    expect((await home.approve(editor)).problems).toContainEqual(
      expect.objectContaining({ code: 'sign_off_kind_unknown', hint: expect.stringContaining('“alert”') }),
    )
  })

  it('comes too late for what is frozen', async () => {
    const { home, editor } = await writtenByBen()
    await home.with(async ({ audience, ledger, vault }) => {
      await audience.upsertSubscribers([person(1)], noon)
      const { prepared } = await prepareForSend(home.config, issue)
      if (!prepared) throw new Error('not prepared')
      const clock = { now: () => noon }
      const terms = { origin: 'https://news.example.org', endpoint: '', undoDelayMs: 0, receipt: 'r' }
      await freezeIssue({ prepared, ledger, vault, clock, ...terms })
    })
    await expect(home.approve(editor)).rejects.toMatchObject({ code: 'approval_too_late' })
  })
})

describe('what was sent', () => {
  it('keeps who approved it; only readers who waited for their language make room for another word', async () => {
    const { home, editor } = await writtenByBen()
    home.edit('issues/newsletter.yaml', '{es: en}', '{es: wait}')
    await home.with(({ audience }) => audience.upsertSubscribers([person(1), person(2, { language: 'es' })], noon))
    const { contentHash } = approvalOf(await home.approve(editor))
    const sent = await sendIssue(home.config, { name: issue })
    expect(sent).toMatchObject({ kind: 'ran', status: { state: 'done', exclusions: { 'no-language': 1 } } })
    expect((await showStatus(home.config, issue, quiet)).approval).toEqual({
      ...{ contentHash, complete: null, missing: [], lost: [] },
      given: [{ by: ana.name, role: 'approver', via: 'command', at: '2024-11-22T12:00:00.000Z' }],
    })
    const tooLate = { code: 'approval_too_late' }
    await expect(home.approve(editor)).rejects.toMatchObject(tooLate)
    await expect(home.with((list) => withdrawApproval(home.config, list, { issue, editor }))).rejects.toMatchObject(
      tooLate,
    )
    home.edit(source, 'families', 'people')
    home.commit(ben, 'A word too late', 1_700_000_500)
    await expect(home.approve(editor)).rejects.toMatchObject(tooLate)
    home.edit(source, 'people', 'families')
    home.write(source.replace('en.md', 'es.md'), spanish)
    home.commit(ben, 'Translate', 1_700_000_900)
    expect(approvalOf(await home.approve(editor))).toMatchObject({ complete: true })
  })
})

describe('who wrote last', () => {
  it.each([
    ['by address, however it is written', { name: 'Somebody', address: 'ANA@example.org' }],
    ['by name, whatever its accents', { name: 'ana  nunez', address: 'ana@home.example' }],
  ])('does not approve: known %s', async (_, author) => {
    const { home, editor } = await writtenByBen()
    home.edit(source, 'families', 'people')
    home.commit(author, 'A last word', 1_700_000_500)
    await expect(home.approve(editor)).rejects.toMatchObject({
      ...{ code: 'approval_by_last_writer', reason: expect.stringContaining(`${source}, on November 14, 2023`) },
    })
    const other = await home.editor(dora)
    expect((await home.approve(other)).kind).toBe('approved')
  })

  it('may approve where newsletter.yaml says so, with or without git', async () => {
    const home = new ApprovalHome({ signOffs: 'signOffs: {writerMayApprove: true}', git: false })
    expect(approvalOf(await home.approve(await home.editor(ana)))).toMatchObject({ complete: true })
  })

  it('cannot be told without git, or before the first commit: refused', async () => {
    const bare = new ApprovalHome({ git: false })
    await expect(bare.approve(await bare.editor(ana))).rejects.toMatchObject({ code: 'approval_needs_git' })
    const fresh = new ApprovalHome()
    await expect(fresh.approve(await fresh.editor(ana))).rejects.toMatchObject({ code: 'approval_needs_git' })
  })

  it.each([
    [source, 'families', 'people'],
    ['templates/brand.yaml', '\n', '\n# A note.\n'],
  ])('cannot be told of a change to %s that is in no commit', async (file, from, to) => {
    const { home, editor } = await writtenByBen()
    home.edit(file, from, to)
    await expect(home.approve(editor)).rejects.toMatchObject({
      ...{ code: 'issue_uncommitted', reason: expect.stringContaining(file) },
    })
  })
})

describe('the status of a draft', () => {
  it('says what is missing before anybody approved, without rendering anything', async () => {
    const { home } = await writtenByBen({ blocks: alertBlock })
    await home.editor(ana)
    expect((await showStatus(home.config, issue, quiet)).approval).toEqual({
      ...{ contentHash: null, complete: false, given: [], lost: [] },
      missing: ['one more approver', 'counsel, because of alert #travel'],
    })
  })

  it('says who approved, and which file changed since', async () => {
    const { home, editor } = await writtenByBen()
    await home.approve(editor)
    expect((await showStatus(home.config, issue, quiet)).approval).toMatchObject({
      ...{
        complete: true,
        given: [{ by: ana.name, role: 'approver', via: 'command', at: '2024-11-22T12:00:00.000Z' }],
      },
    })
    home.edit(source, 'families', 'people')
    expect((await showStatus(home.config, issue, quiet)).approval).toMatchObject({
      ...{ complete: false, given: [], lost: [expect.stringContaining(`${source} has changed since`)] },
    })
  })

  it('does not fail for an issue that cannot be rendered any more', async () => {
    const { home, editor } = await writtenByBen()
    await home.approve(editor)
    home.edit(source, 'We keep', ':::stroy\nWe keep')
    const { approval } = await showStatus(home.config, issue, quiet)
    expect(approval).toMatchObject({ complete: null, lost: [expect.stringContaining('cannot be told')] })
  })

  it('takes no approvals where there is no list', async () => {
    expect((await showStatus(new ApprovalHome().config, issue, quiet)).approval).toBeNull()
  })
})
