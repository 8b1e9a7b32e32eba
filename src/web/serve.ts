import type { Home } from '../newsletter/open-home.ts'
import { createApp } from './app.ts'
import { createRequestLog } from './request-log.ts'
import { type RunningServer, startServer } from './start-server.ts'
import { startTending } from './tend.ts'

/**
 * Serve a newsletter's public pages until closed, which closes the list too.
 *
 * @param write takes the log, line by line: JSON without paths, addresses or names.
 * @throws Problem port_taken, port_forbidden, host_unusable
 */
export async function servePublic(
  home: Home,
  { host, port, write }: { host: string; port: number; write: (line: string) => void },
): Promise<RunningServer> {
  const log = createRequestLog(write)
  const server = await startServer(createApp(home, log), { host, port })
  const tending = startTending(home, (failure) => {
    log({ method: 'NONE', route: 'tend', status: 503, ms: 0, failure })
  })
  return {
    url: server.url,
    async close(graceMs) {
      await Promise.all([server.close(graceMs), tending.stop()])
      await home.close()
    },
  }
}
