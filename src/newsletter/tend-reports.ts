import type { HeldList } from './held-list.ts'

/** Reports about mails nobody knows are of no use after the 30 days that the provider itself remembers them. */
const keptMs = 30 * 24 * 60 * 60_000

/** Apply the reports that came before their deliveries were written down, and forget the old ones. */
export async function tendReports(list: HeldList, now: number): Promise<void> {
  await list.use(async ({ reports }) => {
    await reports.unpark(now)
    await reports.forgetBefore(now - keptMs)
  })
}
