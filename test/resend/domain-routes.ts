import type { Account } from './account.ts'
import { type Answer, json } from './envelope.ts'
import { notFound, pageOf, postgresTime, refuseId } from './paging.ts'

type Domain = ReturnType<Account['domains']['list']>[number]

const createdAt = postgresTime(Date.UTC(2024, 0, 2))

/** `GET /domains` */
export function listDomains(query: URLSearchParams, { domains }: Account): Answer {
  const paged = pageOf(domains.list(), query)
  if ('refusal' in paged) return paged.refusal
  return json(200, { object: 'list', has_more: paged.more, data: paged.page.map(shown) })
}

/** `GET /domains/:id` */
export function getDomain(id: string, { domains }: Account): Answer {
  const domain = domains.list().find((one) => one.id === id)
  if (!domain) return refuseId(id) ?? notFound('Domain')
  const records = [
    { record: 'SPF', name: 'send', type: 'TXT', ttl: 'Auto', status: 'verified', value: 'v=spf1 -all' },
    { record: 'DKIM', name: 'resend._domainkey', type: 'TXT', ttl: 'Auto', status: 'verified', value: 'p=' },
  ]
  return json(200, { object: 'domain', ...shown(domain), records })
}

function shown({ id, name, status, openTracking, clickTracking }: Domain): Record<string, unknown> {
  return {
    id,
    name,
    status,
    created_at: createdAt,
    region: 'eu-west-1',
    open_tracking: openTracking,
    click_tracking: clickTracking,
    capabilities: { sending: 'enabled', receiving: 'disabled' },
  }
}
