import { existsSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'

/** What the environment says; the only place that reads it. Absent means unset or empty. */
export interface Config {
  /** The folder that holds issues/ and templates/: here, or the nearest folder above. */
  root: string
  issuesFolder: string
  templatesFolder: string
  /** Runtime state: `.wayforward/`, or where WAYFORWARD_DATA points. */
  dataFolder: string
  /** WAYFORWARD_KEY as written. */
  key?: string
  /** WAYFORWARD_NEW_KEY as written: what `rekey` changes WAYFORWARD_KEY to. */
  newKey?: string
  resend: {
    apiKey?: string
    /** RESEND_READ_KEY: may read mails and domains; the sending key often may not. */
    readKey?: string
    baseUrl?: string
    /** RESEND_WEBHOOK_SECRET: what the provider signs its reports with. */
    webhookSecret?: string
  }
  /** The origin of every link, without a trailing slash. */
  publicUrl?: string
  /** PORT as a number; NaN when it is none. */
  port: number
  /** Set by the sample only: it delivers to the outbox whatever newsletter.yaml names. */
  providerOverride?: 'outbox'
  /** Set by measurements only: another template than the front matter names. */
  templateOverride?: string
  /** WAYFORWARD_DEBUG: show the stack of an unexpected error. */
  debug: boolean
}

function findRoot(from: string): string {
  for (let folder = resolve(from); ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'issues', 'newsletter.yaml')) || existsSync(join(folder, 'templates', 'brand.yaml'))) {
      return folder
    }
    if (dirname(folder) === folder) return resolve(from)
  }
}

/** Read the configuration from an environment and a working directory. */
export function readConfig(env: NodeJS.ProcessEnv, cwd: string): Config {
  const root = findRoot(cwd)
  const value = (name: string): string | undefined => env[name]?.trim() || undefined
  const data = value('WAYFORWARD_DATA')
  return {
    root,
    issuesFolder: join(root, 'issues'),
    templatesFolder: join(root, 'templates'),
    dataFolder: data ? resolve(root, data) : join(root, '.wayforward'),
    key: value('WAYFORWARD_KEY'),
    newKey: value('WAYFORWARD_NEW_KEY'),
    resend: {
      apiKey: value('RESEND_API_KEY'),
      readKey: value('RESEND_READ_KEY'),
      baseUrl: value('RESEND_BASE_URL')?.replace(/\/+$/, ''),
      webhookSecret: value('RESEND_WEBHOOK_SECRET'),
    },
    publicUrl: value('PUBLIC_URL')?.replace(/\/+$/, ''),
    port: Number(value('PORT') ?? 3000),
    debug: value('WAYFORWARD_DEBUG') !== undefined,
  }
}
