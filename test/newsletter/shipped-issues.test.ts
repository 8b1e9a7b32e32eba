import PostalMime from 'postal-mime'
import { describe, expect, it } from 'vitest'
import { createEncoder } from '../../src/delivery/encoder.ts'
import { createEnvelope } from '../../src/delivery/envelope.ts'
import type { Message } from '../../src/delivery/message.ts'
import { composeEml } from '../../src/provider/outbox/compose-eml.ts'
import { prepareShipped, shippedIssues } from './prepared.ts'

const cases = shippedIssues.flatMap((issue) => ['monthly', 'alert'].map((template) => ({ issue, template })))

describe.each(cases)('$issue with the template $template', ({ issue, template }) => {
  it('builds in three languages without a problem, but for translations that are unreviewed', async () => {
    const prepared = await prepareShipped(issue, template)
    const editions = await prepared.render()
    expect(editions.map(({ id }) => id)).toEqual(['en', 'es', 'vi'])
    expect(editions.flatMap(({ problems }) => problems.map(String))).toEqual([])
    const [en, ...others] = editions
    for (const { blocks } of others) expect(blocks).toEqual(en?.blocks)
  })

  it('is a mail that another program reads back: subject, both parts, and the way out', async () => {
    const prepared = await prepareShipped(issue, template)
    for (const edition of await prepared.render()) {
      const encoder = createEncoder(issue, createEnvelope(prepared.newsletter), edition)
      const unsubscribe = 'https://news.example.org/u/token'
      const values = { address: 'thu@example.org', name: 'Thu Đặng', unsubscribe, preferences: `${unsubscribe}/p` }
      const body = encoder.encode([{ addressHash: Buffer.alloc(32, 1), values }])
      const [message]: Message[] = JSON.parse(Buffer.from(body).toString('utf8'))
      if (!message) throw new Error('no message')
      const eml = await composeEml(message, { id: 'a1', date: new Date('2024-10-01T14:00:00Z') })
      const read = await PostalMime.parse(eml)
      expect(read.subject).toBe(message.subject)
      expect(read.to?.[0]?.address).toBe('thu@example.org')
      expect(read.html?.trim()).toBe(message.html.trim())
      expect(read.html).toContain(`href="${unsubscribe}"`)
      expect(read.text).toContain(unsubscribe)
      const headers = new Map(read.headers.map(({ key, value }) => [key, value]))
      expect(headers.get('list-unsubscribe')).toBe(`<${unsubscribe}>`)
      expect(headers.get('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click')
    }
  })
})
