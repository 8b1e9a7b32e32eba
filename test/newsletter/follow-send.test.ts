import { expect, it } from 'vitest'
import { sendIssue } from '../../src/newsletter/send-issue.ts'
import { dataPaths } from '../../src/newsletter/workspace.ts'
import { takeSenderLock } from '../../src/store/sender-lock.ts'
import { Home } from '../schedule/home.ts'

const settings = { cron: '0 10 1 * *', timezone: 'America/New_York', start: Date.UTC(2024, 0, 10, 12) }

it('send beside another sender of the same issue follows it to its end, and mails nobody itself', async () => {
  using home = new Home(settings)
  home.write('2024-01-news', { date: '2024-01-05' })
  home.write('2024-02-news', { date: '2024-02-05' })
  await home.settle()
  const stopped = AbortSignal.abort()
  const { clock } = home
  await sendIssue(home.config, { name: '2024-01', clock, signal: stopped })
  const other = takeSenderLock(dataPaths(home.config).senderLock)
  try {
    await expect(sendIssue(home.config, { name: '2024-02', clock })).rejects.toMatchObject({ code: 'sender_busy' })
    let looks = 0
    const said: string[] = []
    const result = await home.withList(({ ledger }) =>
      sendIssue(home.config, {
        name: '2024-01',
        clock: {
          now: () => clock.now(),
          sleep: async () => {
            looks += 1
            // The other one comes to its end meanwhile: it was cancelled there.
            if (looks === 3) await ledger.cancel('2024-01-news', clock.now())
          },
        },
        on: { warning: (message) => said.push(message) },
      }),
    )
    expect(result).toMatchObject({ kind: 'followed', status: { state: 'draft' } })
    expect([looks, said.join()]).toEqual([3, expect.stringContaining('follows it')])
    expect((await home.mailed()).size).toBe(0)
  } finally {
    other.release()
  }
})
