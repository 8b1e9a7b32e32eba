import type { Probe } from '../../outside/probe-page.ts'
import { defineMailingCheck } from './check.ts'
import { type Finding, fail, ok } from './line.ts'

const subject = 'one-click unsubscribe'
/** No list signs such a token: nobody is unsubscribed by it. */
const nobodys = 'doctor-asks-for-nobody'

/** The way out of every mail works, from outside and in one click. Asked with a link that is nobody's. */
export const unsubscribe = defineMailingCheck('unsubscribe', async (_, { config, outside, health }) => {
  // Where the address itself does not answer, that line says it.
  const there = await health()
  if (there?.kind !== 'answered') return []
  const url = `${config.publicUrl}/u/${nobodys}`
  const [shown, posted] = await Promise.all([
    outside.probe(url),
    outside.probe(url, { method: 'POST', form: { 'List-Unsubscribe': 'One-Click' } }),
  ])
  return judgeUnsubscribe(shown, posted)
})

/**
 * @param shown what GET answered for a link that is nobody's.
 * @param posted what the one-click POST of RFC 8058 answered for it.
 */
export function judgeUnsubscribe(shown: Probe, posted: Probe): Finding {
  const pass =
    'Have the web server (or the service) before Wayforward pass on every path, GET and POST alike, without asking who comes: no redirect, no login, no test for robots.'
  for (const [method, answer] of [
    ['GET', shown],
    ['POST', posted],
  ] as const) {
    const fault = faultOf(answer)
    if (fault !== undefined) {
      const what = method === 'GET' ? 'The page to leave the list' : 'The unsubscribe button of mail programs (a POST)'
      return fail(subject, `${what} does not work: ${fault}.`, pass)
    }
  }
  return ok(subject, 'A link that is nobody’s is answered by our own page, to GET and to the one-click POST.')
}

function faultOf(answer: Probe): string | undefined {
  if (answer.kind === 'failed') return answer.why
  const { status, headers } = answer
  if (status >= 300 && status < 400) return `the answer is a redirect (${status}), which RFC 8058 forbids`
  if (status === 401 || status === 403) return `somebody before Wayforward refuses it (${status})`
  if (status === 405) return 'somebody before Wayforward does not let it through (405)'
  if (status >= 500) return `the answer was ${status}`
  // Every web server has a page for what it does not find; ours asks not to be indexed.
  const isOurs = /html/.test(headers['content-type'] ?? '') && /noindex/.test(headers['x-robots-tag'] ?? '')
  if (status !== 404 || !isOurs) return `something else than Wayforward answers (${status})`
  return undefined
}
