import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { Transform } from 'node:stream'

/** What passes the gate, counted from 1 since the last `expect`. */
type Passing = 'request' | 'answer'

/**
 * A wire between `send` and the strict Resend whose traffic is counted, so that a process can die at the very moment its
 * batch is accepted and nobody told it. An address of its own, so that the server behind it may die and come back.
 */
export interface Gate {
  url: string
  /**
   * When the `count`th posted request sets out, or its answer comes back, call `then`. An answer is not passed on: the
   * connection breaks instead.
   */
  expect(passing: Passing, count: number, then: () => void): void
  /** Forget what was expected. */
  expectNothing(): void
  close(): Promise<void>
}

export async function openGate(serverUrl: string): Promise<Gate> {
  const { port: target } = new URL(serverUrl)
  const sockets = new Set<Socket>()
  let seen = { request: 0, answer: 0 }
  let expected: { passing: Passing; count: number; then: () => void } | undefined

  /** Whether this is what was waited for. */
  function meet(passing: Passing): boolean {
    seen[passing] += 1
    if (expected?.passing !== passing || seen[passing] !== expected.count) return false
    const { then } = expected
    expected = undefined
    then()
    return true
  }

  const gate = createServer((client) => {
    const server = connect(Number(target), '127.0.0.1')
    let posted = false
    const outward = watch('POST ', () => {
      posted = true
      meet('request')
      return true
    })
    const inward = watch('HTTP/1.1 ', () => {
      const withheld = posted && meet('answer')
      posted = false
      return !withheld
    })
    const end = (): void => {
      for (const stream of [client, server, outward, inward]) stream.destroy()
      sockets.delete(client)
    }
    sockets.add(client)
    for (const stream of [client, server, outward, inward]) stream.on('error', end)
    client.on('close', end)
    server.on('close', end)
    inward.on('withheld', end)
    client.pipe(outward).pipe(server)
    server.pipe(inward).pipe(client)
  })
  await new Promise<void>((listening) => gate.listen(0, '127.0.0.1', listening))
  return {
    url: `http://127.0.0.1:${(gate.address() as AddressInfo).port}`,
    expect(passing, count, then) {
      seen = { request: 0, answer: 0 }
      expected = { passing, count, then }
    },
    expectNothing() {
      expected = undefined
    },
    async close() {
      for (const socket of sockets) socket.destroy()
      await new Promise((closed) => gate.close(closed))
    },
  }
}

/** Passes everything on, and asks about each chunk that begins a message; `false` ends the stream there. */
function watch(start: string, begins: () => boolean): Transform {
  return new Transform({
    transform(chunk: Buffer, _, done) {
      const passes = chunk.toString('latin1', 0, start.length) !== start || begins()
      if (passes) return done(null, chunk)
      this.emit('withheld')
      done()
    },
  })
}
