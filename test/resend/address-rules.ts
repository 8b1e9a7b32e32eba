export interface AddressRules {
  /**
   * Resend refuses @example.com, @test.com and their like with 422. Off unless a test asks, because the project's samples
   * use nothing but reserved domains.
   */
  refuseReservedDomains: boolean
}

/** A string or an array of strings; undefined for anything else. */
export function addressesOf(value: unknown): string[] | undefined {
  const list: unknown[] = Array.isArray(value) ? value : [value]
  return list.every((item) => typeof item === 'string') ? list : undefined
}

export function addressFault(mailbox: string, { refuseReservedDomains }: AddressRules): string | undefined {
  const address = /^[^<>\r\n]*<([^<>]+)>$/.exec(mailbox)?.[1] ?? mailbox
  const [local, domain, ...more] = address.split('@')
  const form = 'the email address needs to follow the `email@example.com` or `Name <email@example.com>` format.'
  if (!local || !domain || more.length > 0) return form
  if (local.length > 64 || address.length > 254) return form
  if (!/^[\x21-\x7e]+$/.test(address) || /[\s,;:()<>[\]\\"]/.test(address)) return form
  if (local.startsWith('.') || local.endsWith('.') || local.includes('..')) return form
  const labels = domain.split('.')
  if (labels.length < 2 || !labels.every((label) => /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/i.test(label))) return form
  if (refuseReservedDomains && /(^|\.)(example\.(com|org|net)|test\.com)$|\.(example|test|invalid)$/i.test(domain)) {
    return 'use our testing email address instead of a reserved domain.'
  }
  return undefined
}
