import type { Vault } from '../audience/vault.ts'
import type { Config } from '../config.ts'
import type { Provider } from '../delivery/provider.ts'
import { keyMissingFromResend } from './problems.ts'
import { dataPaths } from './workspace.ts'

/**
 * Open the provider by its name. A missing key stops; it never falls back to the outbox.
 *
 * @throws Problem resend_key_missing
 */
export async function openProvider(name: string, config: Config, vault: Vault): Promise<Provider> {
  if (name === 'resend') {
    const { apiKey, readKey, baseUrl } = config.resend
    if (!apiKey) throw keyMissingFromResend()
    const { createResendProvider } = await import('../provider/resend/resend-provider.ts')
    return createResendProvider({ apiKey, readKey, baseUrl })
  }
  return await openOutboxOf(config, vault)
}

/** Where a provider is reached, for the ledger: empty for its own address, and for the outbox. */
export function endpointOf(name: string, config: Config): string {
  return name === 'resend' ? (config.resend.baseUrl ?? '') : ''
}

/** The outbox of this workspace. */
export async function openOutboxOf(config: Config, vault: Vault) {
  const { openOutbox } = await import('../provider/outbox/outbox.ts')
  const { randomBytes } = await import('node:crypto')
  return await openOutbox({ file: dataPaths(config).outbox, vault, now: Date.now, random: randomBytes })
}
