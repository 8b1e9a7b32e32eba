import { resendAddressInvalid, resendKeyInvalid } from '../problems.ts'

/** @throws Problem `resend_key_invalid` */
export function readApiKey(given: string, variable: 'RESEND_API_KEY' | 'RESEND_READ_KEY'): string {
  const apiKey = given.trim()
  if (!/^[\x21-\x7e]+$/.test(apiKey)) throw resendKeyInvalid({ empty: apiKey === '', variable })
  return apiKey
}

/**
 * The address as the SDK wants it, without a slash at the end. Undefined is Resend's own.
 *
 * @throws Problem `resend_base_url_invalid`
 */
export function readBaseUrl(given = 'https://api.resend.com'): string {
  if (!URL.canParse(given.trim())) throw resendAddressInvalid({ reason: 'no_url' })
  const url = new URL(given.trim())
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw resendAddressInvalid({ reason: 'no_url' })
  const local = ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname)
  if (url.protocol === 'http:' && !local) throw resendAddressInvalid({ reason: 'not_encrypted' })
  return `${url.origin}${url.pathname}`.replace(/\/+$/, '')
}
