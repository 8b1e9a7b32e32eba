/**
 * What becomes of an accepted e-mail: `soft_bounced` is a Transient bounce, `undetermined` one that says neither;
 * `complained` and `delayed` are delivered as well; of a `silent` one nothing is heard but that it was sent.
 */
export type Outcome =
  | 'delivered'
  | 'delayed'
  | 'soft_bounced'
  | 'undetermined'
  | 'bounced'
  | 'complained'
  | 'suppressed'
  | 'silent'
  | `failed:${string}`

const testInboxes: Record<string, Outcome> = {
  delivered: 'delivered',
  bounced: 'bounced',
  complained: 'complained',
  suppressed: 'suppressed',
}

/** Resend's own test inboxes; all but `suppressed` take a label after a plus. https://resend.com/docs/dashboard/emails/send-test-emails */
export function outcomeOfTestInbox(address: string): Outcome | undefined {
  const [, name = '', label] = /^([a-z]+)(\+[^@]*)?@resend\.dev$/i.exec(address) ?? []
  if (name.toLowerCase() === 'suppressed' && label !== undefined) return undefined
  return testInboxes[name.toLowerCase()]
}
