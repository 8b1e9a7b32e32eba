import { describe, expect, test } from 'vitest'
import { emailIdOf, joinedAt, openWebhookWorld, type PlannedIssue } from '../../scripts/torture/webhook-world.ts'
import { day, may, parked, reportOf, suppressionOf, tagsOf, word } from './report-words.ts'

describe('what is parked', () => {
  test('is sealed, and applied in the transaction that accepts its batch', async () => {
    await using world = await openWebhookWorld(6, [may])
    const event = word('bounced', { emailId: emailIdOf(may.issue, 0), detail: 'Permanent General' })
    expect(await world.reports.receive(event, joinedAt)).toBe('parked')
    const [row] = await parked(world)
    expect(Buffer.from(row?.sealed ?? []).toString('latin1')).not.toContain('Permanent')
    await world.accept(may, 1)
    expect(await reportOf(world, 0)).toBe('bounced')
    expect(await suppressionOf(world, 0)).toBe('bounced')
    expect(await parked(world)).toEqual([])
  })

  test('under another id, before its batch was armed, is found by its tags', async () => {
    const later: PlannedIssue = { ...may, batches: [{ state: 'planned', members: [0] }] }
    await using world = await openWebhookWorld(6, [later])
    const event = word('delivered', { emailId: 'of-another-acceptance', tags: tagsOf(world, 0) })
    expect(await world.reports.receive(event, joinedAt)).toBe('parked')
    await world.db.updateTable('batches').set({ state: 'armed' }).execute()
    await world.accept(later, 1)
    expect(await reportOf(world, 0)).toBe('delivered')
    expect(await parked(world)).toEqual([])
  })

  test('keeps no batch from being accepted when its bytes are damaged, and costs no other word', async () => {
    await using world = await openWebhookWorld(6, [may])
    for (const kind of ['delayed', 'delivered'] as const) {
      await world.reports.receive(word(kind, { emailId: emailIdOf(may.issue, 0) }), joinedAt)
    }
    const [damaged] = await parked(world)
    await world.db
      .updateTable('parked_events')
      .set({ sealed: Buffer.from('damaged') })
      .where('id', '=', damaged?.id ?? '')
      .execute()
    await world.accept(may, 1)
    expect(await reportOf(world, 0)).not.toBeNull()
    expect(await parked(world)).toHaveLength(1)
  })

  test('is applied later where the acceptance could not, once; what is still unknown stays', async () => {
    await using world = await openWebhookWorld(6, [may])
    await world.reports.receive(word('complained', { emailId: 'found-later' }), joinedAt)
    await world.reports.receive(word('delivered', { emailId: 'never-found' }), joinedAt)
    expect(await world.reports.unpark(joinedAt)).toBe(0)
    await world.db.updateTable('recipients').set({ provider_id: 'found-later' }).where('position', '=', 0).execute()
    expect(await world.reports.unpark(joinedAt)).toBe(1)
    expect(await world.reports.unpark(joinedAt)).toBe(0)
    expect((await parked(world)).map(({ email_id }) => email_id)).toEqual(['never-found'])
  })

  test('is forgotten when it is old, and so are the ids', async () => {
    await using world = await openWebhookWorld(6, [may])
    await world.reports.receive(word('delivered', { emailId: 'old' }), joinedAt)
    await world.reports.receive(word('delivered', { emailId: 'new' }), joinedAt + day)
    expect(await world.reports.forgetBefore(joinedAt + 1)).toBe(2)
    expect((await parked(world)).map(({ email_id }) => email_id)).toEqual(['new'])
    expect(await world.db.selectFrom('provider_events').select('at').execute()).toEqual([{ at: joinedAt + day }])
  })
})
