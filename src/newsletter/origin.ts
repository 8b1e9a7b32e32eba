import type { Config } from '../config.ts'
import { portInvalid, publicUrlMissing, publicUrlUnsafe } from './problems.ts'

/** Addresses of this computer: plain http is allowed there, for rehearsals. */
export function isLoopback(url: URL): boolean {
  return url.hostname === 'localhost' || url.hostname === '[::1]' || /^127(\.\d+){3}$/.test(url.hostname)
}

/** Whether “Resend” is a server on this computer, so that nobody can be mailed. */
export function isRehearsal({ resend: { baseUrl } }: Config): boolean {
  return baseUrl !== undefined && URL.canParse(baseUrl) && isLoopback(new URL(baseUrl))
}

/**
 * The origin of every link in the mail: PUBLIC_URL, or for previews and the outbox this computer's own server.
 *
 * @throws Problem public_url_missing when Resend is to deliver, public_url_unsafe, port_invalid
 */
export function resolveOrigin(config: Config, provider: 'outbox' | 'resend'): string {
  if (config.publicUrl === undefined) {
    if (provider === 'resend') throw publicUrlMissing()
    if (!Number.isInteger(config.port) || config.port < 1 || config.port > 65_535) throw portInvalid()
    return `http://localhost:${config.port}`
  }
  const url = URL.canParse(config.publicUrl) ? new URL(config.publicUrl) : undefined
  const safe =
    url &&
    url.origin === config.publicUrl &&
    (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url)))
  if (!safe) throw publicUrlUnsafe({ url: config.publicUrl })
  return config.publicUrl
}
