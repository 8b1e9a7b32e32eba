import { type Config, readConfig } from '../config.ts'
import { requireNewsletter } from '../newsletter/require-newsletter.ts'

/**
 * The configuration of this process: how every command begins.
 *
 * @throws Problem newsletter_not_here, folder_unreadable
 */
export function currentConfig(): Config {
  const config = readConfig(process.env, process.cwd())
  requireNewsletter(config)
  return config
}
