import type { CertificateAnswer } from '../../outside/certificate.ts'
import { defineMailingCheck } from './check.ts'
import { type Finding, fail, ok, unasked, warn } from './line.ts'

const subject = 'certificate'
const day = 24 * 60 * 60 * 1000

/** The https certificate of PUBLIC_URL lasts a while. */
export const certificate = defineMailingCheck('certificate', async (_, { config, outside }) => {
  const url = URL.canParse(config.publicUrl ?? '') ? new URL(config.publicUrl ?? '') : undefined
  if (url?.protocol !== 'https:') return []
  return judgeCertificate(await outside.certificate(url), outside.now())
})

export function judgeCertificate(answer: CertificateAnswer, now: number): Finding {
  if (answer.kind === 'failed') return unasked(subject, answer.why)
  const days = Math.floor((answer.until - now) / day)
  const date = new Date(answer.until).toISOString().slice(0, 10)
  const renew = 'Renew it. Caddy and certbot do that by themselves: look at why they did not.'
  if (days < 0) return fail(subject, `It ran out on ${date}; no mail program opens the links.`, renew)
  if (days < 14) return warn(subject, `It runs out on ${date}, in ${days} days.`, renew)
  return ok(subject, `Valid until ${date}.`)
}
