import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import type { IssueStatus } from '../../src/delivery/status.ts'
import { type Run, Workspace } from '../../test/cli/workspace.ts'
import { keys } from '../../test/resend/keys.ts'

const issueName = '2026-11-second-chances'

const english = `---
title: Second chances are for everyone
subject: "Second chances: one call this month"
preheader: What the clinic heard, and one call that helps
date: 2026-11-01
kind: monthly
template: monthly
---

Dear :name[friend],

A record should not decide a whole life. This month the county votes on second chances.

:::story{#clinic speaker="org:riverside" by="riverside"}
## What the clinic heard

Forty families came to the Saturday clinic. Most had waited years for one hearing.
:::

:::action{#call href="https://riverside.example.org/call" by="2026-11-30" label="Call the county" for="policy"}
## Call the county

It takes five minutes, and the vote is close.
:::
`

const spanish = `---
title: Todas las personas merecen otra oportunidad
subject: "Segundas oportunidades: una llamada este mes"
preheader: Lo que oyó la clínica, y una llamada que ayuda
---

Querida comunidad, :name[amiga]:

Un antecedente no debe decidir una vida entera. Este mes el condado vota.

:::story{#clinic}
## Lo que oyó la clínica

Cuarenta familias vinieron el sábado. La mayoría había esperado años.
:::

:::action{#call label="Llame al condado"}
## Llame al condado

Toma cinco minutos, y el voto está reñido.
:::
`

/** Four editions: two languages, with and without the call. */
function makeList(count: number): string {
  const rows = ['email,name,language,region,topics']
  for (let index = 0; index < count; index += 1) {
    const name = index % 9 === 0 ? '' : `Reader ${index}`
    const language = index % 3 === 2 ? 'es' : 'en'
    rows.push(`reader${index}@example.org,${name},${language},CA,${index % 4 === 0 ? 'policy;legal' : ''}`)
  }
  return rows.join('\n')
}

/** A newsletter made with the commands a stranger would use, whose one issue can be sent again and again as if new. */
export class TortureNewsletter {
  readonly workspace = new Workspace()
  readonly recipients: number

  private constructor(recipients: number) {
    this.recipients = recipients
  }

  static async make(recipients: number): Promise<TortureNewsletter> {
    const newsletter = new TortureNewsletter(recipients)
    const { workspace } = newsletter
    const settings = ['--name', 'Riverside Together', '--list-id', 'riverside', '--provider', 'resend']
    const sender = ['--sender', 'news@riverside.example.org', '--site', 'https://riverside.example.org']
    const place = ['--postal-address', '1 River Road|Riverside, CA 92501', '--languages', 'en,es']
    await newsletter.must(['init', ...settings, ...sender, ...place, '--remove-issues'])
    await newsletter.must(['new', '2026-11', 'second-chances'])
    writeFileSync(workspace.path('issues', issueName, 'en.md'), english)
    writeFileSync(workspace.path('issues', issueName, 'es.md'), spanish)
    writeFileSync(workspace.path('people.csv'), makeList(recipients))
    const consent = ['--source', 'made up', '--consented-at', '2024-01-01']
    await newsletter.must(['subscribers', 'import', 'people.csv', ...consent])
    mkdirSync(workspace.path('pristine'))
    for (const part of ['issues', '.wayforward']) {
      cpSync(workspace.path(part), workspace.path('pristine', part), { recursive: true })
    }
    return newsletter
  }

  /** As before the first send. */
  reset(): void {
    for (const part of ['issues', '.wayforward']) {
      rmSync(this.workspace.path(part), { recursive: true, force: true })
      cpSync(this.workspace.path('pristine', part), this.workspace.path(part), { recursive: true })
    }
  }

  /** Run a command that has to succeed. */
  async must(args: string[], env: Record<string, string> = {}): Promise<Run> {
    const run = await this.workspace.run(args, env)
    if (run.code !== 0) throw new Error(`wayforward ${args.join(' ')}: ${run.code}\n${run.stdout}${run.stderr}`)
    return run
  }

  async status(): Promise<IssueStatus> {
    return JSON.parse((await this.must(['status', issueName, '--json'])).stdout)
  }

  [Symbol.dispose](): void {
    this.workspace[Symbol.dispose]()
  }
}

/** How an issue is sent, and with what in the environment. */
export const sendArguments = ['send', issueName, '--yes', '--now', '--unchecked-pages']

export function sendEnvironment(baseUrl: string): Record<string, string> {
  return { RESEND_API_KEY: keys.sending, RESEND_BASE_URL: baseUrl, PUBLIC_URL: 'https://news.example.org' }
}
