import type { KeyAccess } from '../../provider/resend/key-access.ts'
import { defineMailingCheck } from './check.ts'
import { type Finding, fail, ok, unasked, warn } from './line.ts'

const subject = 'RESEND_API_KEY'
const make = 'Make a key with sending access at resend.com/api-keys and set RESEND_API_KEY to it.'

/** The key that sends is there, has the form of one, and Resend knows it. */
export const sendingKey = defineMailingCheck('key', async (_, { config, outside }) => {
  const { apiKey, readKey } = config.resend
  return judgeSendingKey({ apiKey, readKey, access: await outside.keyAccess?.() })
})

/** @param access what Resend said; undefined where it was not asked. */
export function judgeSendingKey(given: { apiKey?: string; readKey?: string; access?: KeyAccess }): Finding {
  const { apiKey, readKey, access } = given
  if (apiKey === undefined) return fail(subject, 'It is not set, so nothing can be sent.', make)
  if (!/^re_[A-Za-z0-9_]{4,}$/.test(apiKey)) {
    return fail(
      subject,
      'It does not have the form of a key of Resend.',
      'Set it to the key as Resend showed it once: it begins with re_, and has no quotes or spaces.',
    )
  }
  if (access === undefined || access.kind === 'failed') {
    return unasked(subject, access?.why ?? 'Resend was not asked')
  }
  if (access.kind === 'refused') return fail(subject, `Resend refuses this key (${access.error}).`, make)
  if (access.kind === 'full') {
    const same = readKey === apiKey ? ' RESEND_READ_KEY is the same key.' : ''
    return warn(
      subject,
      `Resend knows it, and it may do more than send.${same} Whoever gets hold of it reads your mails there.`,
      `${make} The key with full access belongs into RESEND_READ_KEY only.`,
    )
  }
  return ok(subject, 'Resend knows it, and it may send and nothing else.')
}
