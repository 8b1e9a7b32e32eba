/**
 * The other side of the bench, a process of its own: reads each body whole and answers an id per e-mail in Resend's shape.
 * It does not parse the e-mails, so that the sender is measured and not this; they are counted by the field `to`, whose
 * bytes cannot stand inside a JSON string. Prints its address when it listens.
 */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

const field = Buffer.from('"to":')

function countEmails(body: Buffer): number {
  let count = 0
  for (let at = body.indexOf(field); at !== -1; at = body.indexOf(field, at + field.length)) count += 1
  return count
}

/** Made once for each size of a batch: making ids is not what is measured. */
const answers = new Map<number, string>()

function answerFor(count: number): string {
  const known = answers.get(count)
  if (known !== undefined) return known
  const id = (index: number): string => `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`
  const answer = JSON.stringify({ data: Array.from({ length: count }, (_, index) => ({ id: id(index) })) })
  answers.set(count, answer)
  return answer
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
