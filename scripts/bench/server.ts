/**
 * The other side of the bench, a process of its own: reads each body whole and answers an id per e-mail in Resend's shape.
 * It does not parse the e-mails, so that the sender is measured and not this; they are counted by the field `to`, whose
 * bytes cannot stand inside a JSON string. Prints its address when it listens.
 */
import { randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

const field = Buffer.from('"to":')

function countEmails(body: Buffer): number {
  let count = 0
  for (let at = body.indexOf(field); at !== -1; at = body.indexOf(field, at + field.length)) count += 1
  return count
}

/** Random ids, as Resend's are: a ledger that indexes them has the work it has in life. */
function answerFor(count: number): string {
  return JSON.stringify({ data: Array.from({ length: count }, () => ({ id: randomUUID() })) })
}

const server = createServer((request, response) => {
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => {
    response.writeHead(200, { 'content-type': 'application/json' })
    response.end(answerFor(countEmails(Buffer.concat(chunks))))
  })
  request.on('error', () => response.destroy())
})
// The documented way renders for longer than Node keeps an idle connection.
server.keepAliveTimeout = 0
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`http://127.0.0.1:${(server.address() as AddressInfo).port}\n`)
})
// The bench holds the other end: without it nobody needs this process.
process.stdin.resume().once('end', () => process.exit())
