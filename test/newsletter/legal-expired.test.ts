import { describe, expect, it } from 'vitest'
import { localDay } from '../../src/newsletter/approval/local-day.ts'
import { legalExpired, prepareForSend } from '../../src/newsletter/issue-approval.ts'
import { ApprovalHome, alertBlock, issue, source } from './approval-home.ts'

const translation = `---
title: Gracias
subject: "Gracias, y dos fechas"
preheader: Quién volvió a casa este otoño, y dos llamadas que ayudan
reviewed: R. Reader, 2024-11-01
---

Queridos amigos:

Mantenemos unidas a las familias.

:::alert{#travel}
## Antes de viajar

Hable con un abogado.
:::
`

async function expired(home: ApprovalHome, today: string): Promise<string[]> {
  const { prepared, problems } = await prepareForSend(home.config, issue)
  if (!prepared) throw new Error(problems.map(String).join('\n'))
  return legalExpired(prepared, today).map(({ file, line, code }) => `${file}:${line} ${code}`)
}

describe('legal information', () => {
  it('is good until its last day has passed', async () => {
    const home = new ApprovalHome({ git: false, blocks: alertBlock })
    expect(await expired(home, '2024-12-31')).toEqual([])
    expect(await expired(home, '2025-01-01')).toEqual([`${source}:14 legal_out_of_date`])
  })

  it('is told of once where a translation inherits the date', async () => {
    const home = new ApprovalHome({ git: false, blocks: alertBlock })
    const spanish = source.replace('en.md', 'es.md')
    home.write(spanish, translation)
    expect(await expired(home, '2025-01-01')).toEqual([`${source}:14 legal_out_of_date`])
  })

  it('goes by the day it is for the newsletter', () => {
    const instant = Date.parse('2025-01-01T03:00:00Z')
    expect([localDay(instant, 'America/Chicago'), localDay(instant, 'utc')]).toEqual(['2024-12-31', '2025-01-01'])
  })
})
