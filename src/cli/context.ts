import { type Config, readConfig } from '../config.ts'

/** The configuration of this process. */
export function currentConfig(): Config {
  return readConfig(process.env, process.cwd())
}
