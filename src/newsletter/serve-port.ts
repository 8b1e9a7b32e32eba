import type { Config } from '../config.ts'
import { portInvalid } from './problems.ts'

/**
 * The port of PORT, or 3000.
 *
 * @throws Problem port_invalid
 */
export function servePort({ port }: Config): number {
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw portInvalid()
  return port
}
