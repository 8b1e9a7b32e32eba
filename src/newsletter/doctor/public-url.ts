import type { Probe } from '../../outside/probe-page.ts'
import { Problem } from '../../problem/problem.ts'
import { isLoopback, isRehearsal, resolveOrigin } from '../origin.ts'
import { defineMailingCheck } from './check.ts'
import { type Finding, fail, failWith, ok } from './line.ts'

const subject = 'PUBLIC_URL'

/** The links of every mail lead to this newsletter's own server. */
export const publicUrl = defineMailingCheck('public_url', async ({ listId }, { config, health }) => {
  try {
    const origin = resolveOrigin(config, 'resend')
    if (!isRehearsal(config) && isLoopback(new URL(origin))) {
      return fail(
        subject,
        `${origin} is this computer itself: no reader could leave the list there.`,
        'Set it to the https address at which readers reach Wayforward, such as https://news.example.org.',
      )
    }
    return judgeHealth(origin, await health(), listId)
  } catch (error) {
    if (error instanceof Problem) return failWith(subject, error)
    throw error
  }
})

/** @param answer what `<origin>/health` answered. */
export function judgeHealth(origin: string, answer: Probe | undefined, listId: string): Finding {
  const serve = `Is \`npx wayforward serve\` running there, and does the web server before it pass everything on? A browser shows it: ${origin}/health`
  if (answer === undefined || answer.kind === 'failed') {
    const why = answer === undefined ? '' : `: ${answer.why}`
    return fail(
      subject,
      `${origin} does not answer from here${why}. Readers find no pictures there, and no way out.`,
      serve,
    )
  }
  if (answer.status >= 300 && answer.status < 400) {
    return fail(
      subject,
      `${origin} sends on to another address. Mail programs that unsubscribe a reader do not follow (RFC 8058).`,
      'Set PUBLIC_URL to the address it sends on to, without a path.',
    )
  }
  const said = readHealth(answer.text)
  if (answer.status === 503 && said?.wayforward === 'failing') {
    return fail(
      subject,
      `Wayforward answers at ${origin}, but cannot read its list.`,
      'Look at what `serve` prints there.',
    )
  }
  if (answer.status !== 200 || said?.wayforward !== 'ok') {
    return fail(subject, `Something else than Wayforward answers at ${origin} (${answer.status}).`, serve)
  }
  if (said.list !== listId) {
    return fail(
      subject,
      `${origin} is the server of another newsletter.`,
      'Set PUBLIC_URL to the address of this one, or start `serve` there in the folder of this newsletter.',
    )
  }
  return ok(subject, `${origin} answers as this newsletter.`)
}

function readHealth(text: string): { wayforward?: unknown; list?: unknown } | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? value : undefined
  } catch {
    return undefined
  }
}
