import { afterEach, describe, expect, it, vi } from 'vitest'
import { storeLocked } from '../../src/store/problems.ts'
import { createApp } from '../../src/web/app.ts'
import type { RequestEntry } from '../../src/web/request-log.ts'
import { startTending } from '../../src/web/tend.ts'
import { publicSite } from './public-site.ts'

afterEach(() => vi.useRealTimers())

/** What a reader and the log are told when looking up a link fails with this. */
async function failWith(error: unknown) {
  const { home } = await publicSite()
  const log: RequestEntry[] = []
  const app = createApp({ ...home, findReader: () => Promise.reject(error) }, (entry) => void log.push(entry))
  const answer = await app.request('/u/token', { headers: { 'accept-language': 'es' } })
  return { status: answer.status, retry: answer.headers.get('retry-after'), page: await answer.text(), log }
}

describe('when the list cannot be asked', () => {
  it('a reader is asked to come back in their language, and the log names the problem', async () => {
    const { status, retry, page, log } = await failWith(storeLocked({ file: '/data/wayforward.db' }))
    expect([status, retry]).toEqual([503, '30'])
    expect(page).toContain('Inténtelo de nuevo')
    expect(page).not.toContain('/data')
    expect(log).toMatchObject([{ route: 'unsubscribe', status: 503, failure: 'store_locked' }])
  })

  it('a mistake of ours shows its words to nobody, and its place only to the log', async () => {
    const { status, page, log } = await failWith(new RangeError('ana@example.org is odd'))
    expect(status).toBe(500)
    expect(page).toContain('Inténtelo de nuevo')
    expect(page).not.toMatch(/RangeError|\.ts/)
    expect(page + JSON.stringify(log)).not.toContain('ana@')
    expect(log).toMatchObject([
      { status: 500, failure: expect.stringMatching(/^RangeError at failing\.test\.ts:\d+:\d+$/) },
    ])
  })
})

describe('tending', () => {
  it('is done at once and every minute, tells what failed, and goes on', async () => {
    vi.useFakeTimers()
    const failures: string[] = []
    const tend = vi.fn(async () => {
      if (tend.mock.calls.length === 1) throw storeLocked({ file: 'wayforward.db' })
    })
    const tending = startTending({ tend }, (code) => void failures.push(code))
    await vi.advanceTimersByTimeAsync(120_000)
    expect(failures).toEqual(['store_locked'])
    expect(tend).toHaveBeenCalledTimes(3)
    await tending.stop()
    await vi.advanceTimersByTimeAsync(120_000)
    expect(tend).toHaveBeenCalledTimes(3)
  })
})
