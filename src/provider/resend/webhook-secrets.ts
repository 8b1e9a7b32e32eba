/** Shorter ones are typing mistakes: Svix makes secrets of 24 bytes and more. */
const fewestBytes = 16

/** The secrets in RESEND_WEBHOOK_SECRET, in base64; two while one is being replaced. Undefined when one of them is none. */
export function readWebhookSecrets(given: string): string[] | undefined {
  const secrets = given
    .trim()
    .split(/[\s,]+/)
    .map((one) => one.replace(/^whsec_/, ''))
  const keys = secrets.map((secret) =>
    /^[A-Za-z0-9+/]+={0,2}$/.test(secret) ? Buffer.from(secret, 'base64') : undefined,
  )
  const whole = keys.every((key) => key !== undefined && key.length >= fewestBytes)
  // Written anew, so that one without its padding is taken as well.
  return whole ? keys.map((key) => key?.toString('base64') ?? '') : undefined
}
