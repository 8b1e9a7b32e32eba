import type { Home } from '../newsletter/open-home.ts'
import { Problem } from '../problem/problem.ts'

const everyMs = 60_000

/** Tend the list now and every minute, until stopped. A tending that fails is told by its code, and tried again. */
export function startTending(home: Pick<Home, 'tend'>, failed: (code: string) => void): { stop(): Promise<void> } {
  let under = Promise.resolve()
  const tend = (): void => {
    under = under.then(() => home.tend()).catch((error: unknown) => failed(nameOf(error)))
  }
  tend()
  const timer = setInterval(tend, everyMs)
  return {
    async stop() {
      clearInterval(timer)
      await under
    },
  }
}

function nameOf(error: unknown): string {
  if (error instanceof Problem) return error.code
  return error instanceof Error ? error.name : 'unknown'
}
