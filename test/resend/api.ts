import type { IncomingHttpHeaders } from 'node:http'
import type { Account } from './account.ts'
import { getDomain, listDomains } from './domain-routes.ts'
import { getEmail, listEmails } from './email-routes.ts'
import { type Answer, apiError } from './envelope.ts'
import { sendBatch, sendOne } from './send-routes.ts'
import {
  addSuppression,
  addSuppressions,
  getSuppression,
  listSuppressions,
  removeSuppression,
  removeSuppressions,
} from './suppression-routes.ts'
import { getUsage } from './usage-route.ts'

/** One request as it arrived, whatever became of it. */
export interface SeenRequest {
  method: string
  path: string
  query: URLSearchParams
  headers: IncomingHttpHeaders
  body: Buffer
}

type Route = (request: SeenRequest, account: Account, id: string) => Answer

// The first that fits: the batch before the id.
const routes: [RegExp, Record<string, Route>][] = [
  [
    /^\/emails$/,
    { POST: ({ body }, account) => sendOne(body, account), GET: ({ query }, account) => listEmails(query, account) },
  ],
  [
    /^\/emails\/batch$/,
    { POST: ({ body, headers }, account) => sendBatch(body, headers['x-batch-validation'] === 'permissive', account) },
  ],
  [/^\/emails\/([^/]+)$/, { GET: (_, account, id) => getEmail(id, account) }],
  [/^\/domains$/, { GET: ({ query }, account) => listDomains(query, account) }],
  [/^\/domains\/([^/]+)$/, { GET: (_, account, id) => getDomain(id, account) }],
  [/^\/usage$/, { GET: (_, account) => getUsage(account) }],
  [
    /^\/suppressions$/,
    {
      GET: ({ query }, account) => listSuppressions(query, account),
      POST: ({ body }, account) => addSuppression(body, account),
    },
  ],
  [/^\/suppressions\/batch\/add$/, { POST: ({ body }, account) => addSuppressions(body, account) }],
  [/^\/suppressions\/batch\/remove$/, { POST: ({ body }, account) => removeSuppressions(body, account) }],
  [
    /^\/suppressions\/([^/]+)$/,
    {
      GET: (_, account, id) => getSuppression(id, account),
      DELETE: (_, account, id) => removeSuppression(id, account),
    },
  ],
]

/** Whether a request hands over e-mails: what idempotency keys and a sending-only key are for. */
export function sends({ method, path }: Pick<SeenRequest, 'method' | 'path'>): boolean {
  return method === 'POST' && (path === '/emails' || path === '/emails/batch')
}

/**
 * Everything the API does with one request, from the caller's key to the answer, in one transaction. `original` is what
 * `IdempotencyKeys.open` said at its arrival.
 */
export function answerRequest(request: SeenRequest, account: Account, original: boolean): Answer {
  const { store, clock, rateLimit, quota, apiKeys, options } = account
  const now = clock.now()
  const rate = rateLimit.take(now)
  const anyKey = sends(request) || (request.path === '/usage' && options.usageForAnyKey === true)
  const refusal = apiKeys.refuse(request.headers, anyKey) ?? rate.refusal
  return store.once(() => {
    const answer = refusal ?? answerRoute(request, account, original)
    return { ...answer, headers: { ...answer.headers, ...rate.headers, ...quota.headers(now) } }
  })
}

function answerRoute(request: SeenRequest, account: Account, original: boolean): Answer {
  const { method, path, headers, body } = request
  const [route, id] = findRoute(path)
  if (!route) return apiError(404, 'not_found', 'The requested endpoint does not exist.')
  const work = route[method]
  if (!work) return apiError(405, 'method_not_allowed', `${method} is not allowed.`)
  if (method === 'POST' && !/^application\/json\b/i.test(headers['content-type'] ?? '')) {
    return apiError(422, 'validation_error', 'The request must have the content type application/json.')
  }
  const key = headers['idempotency-key']
  if (typeof key !== 'string' || !sends(request)) return work(request, account, id)
  const keyed = { key, endpoint: path, body, original }
  return account.idempotency.once(keyed, account.clock.now(), () => work(request, account, id))
}

function findRoute(path: string): [Record<string, Route> | undefined, string] {
  for (const [pattern, methods] of routes) {
    const match = pattern.exec(path)
    if (match) return [methods, decodeURIComponent(match[1] ?? '')]
  }
  return [undefined, '']
}
