import type { Account } from './account.ts'
import { type Answer, json } from './envelope.ts'
import { notFound, pageOf, postgresTime, refuseId } from './paging.ts'

type Domain = ReturnType<Account['domains']['list']>[number]

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
  return json(200, { object: 'domain', ...shown(domain), records: domain.records })
}

function shown({ id, name, status, createdAt, openTracking, clickTracking }: Domain): Record<string, unknown> {
  return {
    id,
    name,
    status,
    created_at: postgresTime(createdAt),
    region: 'eu-west-1',
    open_tracking: openTracking,
    click_tracking: clickTracking,
    capabilities: { sending: 'enabled', receiving: 'disabled' },
  }
}
