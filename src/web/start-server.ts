import { once } from 'node:events'
import { Server } from 'node:http'
import { createAdaptorServer } from '@hono/node-server'
import { hostUnusable, portForbidden, portTaken } from './problems.ts'
import type { SiteApp } from './site.ts'

export interface RunningServer {
  /** Where it listens: with port 0, the one that was free. */
  url: string
  /** Stop listening, let the requests under way finish, and be gone after `graceMs` at the latest. */
  close(graceMs?: number): Promise<void>
}

/** A request that drips in slower than this is cut off; ours are small. */
const limits = { headersTimeout: 10_000, requestTimeout: 20_000, connectionsCheckingInterval: 5000 }

/**
 * Listen.
 *
 * @throws Problem port_taken, port_forbidden, host_unusable
 */
export async function startServer(
  app: SiteApp,
  { host, port }: { host: string; port: number },
): Promise<RunningServer> {
  const server = createAdaptorServer({ fetch: app.fetch, serverOptions: limits })
  if (!(server instanceof Server)) throw new Error('not an HTTP/1 server')
  server.listen(port, host)
  try {
    await once(server, 'listening')
  } catch (cause) {
    throw listenProblem(cause, host, port)
  }
  const address = server.address()
  const bound = address !== null && typeof address === 'object' ? address.port : port
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${bound}`,
    async close(graceMs = 8000) {
      const closed = once(server, 'close')
      server.close()
      const forced = setTimeout(() => server.closeAllConnections(), graceMs)
      await closed
      clearTimeout(forced)
    },
  }
}

function listenProblem(cause: unknown, host: string, port: number): unknown {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : undefined
  if (code === 'EADDRINUSE') return portTaken({ host, port }, { cause })
  if (code === 'EACCES' || code === 'EPERM') return portForbidden({ port }, { cause })
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND' || code === 'EAI_AGAIN' || code === 'EINVAL') {
    return hostUnusable({ host, code }, { cause })
  }
  return cause
}
