import { createCipheriv, createDecipheriv, createHmac } from 'node:crypto'
import type { Vault } from '../../src/audience/vault.ts'
import type { Message } from '../../src/delivery/message.ts'
import type { BatchRequest } from '../../src/delivery/provider.ts'

/** An e-mail as the encoder makes them, for the reader of that number. */
export function sampleMessage(number: number, change: Partial<Message> = {}): Message {
  const unsubscribe = `https://news.example.org/u/${'token'.repeat(10)}${number}`
  return {
    from: 'Wayforward News <news@example.org>',
    headers: {
      'List-ID': '<news.example.org>',
      'List-Unsubscribe': `<${unsubscribe}>`,
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    },
    html: `<!doctype html><html lang="en"><body><p>Dear reader ${number}</p><a href="${unsubscribe}">Leave</a></body></html>`,
    reply_to: 'hello@example.org',
    subject: `Second chances, reader ${number}`,
    tags: [{ name: 'delivery', value: `d-${number}` }],
    text: `Dear reader ${number}\n\nLeave: ${unsubscribe}\n`,
    to: `reader${number}@example.net`,
    ...change,
  }
}

export function sampleMessages(count: number): Message[] {
  return Array.from({ length: count }, (_, index) => sampleMessage(index + 1))
}

export function batchOf(key: string, messages: unknown[]): BatchRequest {
  return { key, body: Buffer.from(JSON.stringify(messages)), count: messages.length }
}

export const keyOf = (batch: number, issue = '2024-04-second-chances'): string => `wf/l1/${issue}/${batch}/1`

/** Bytes that differ on every call and are the same on every run. */
export function countingRandom(): (bytes: number) => Uint8Array {
  let calls = 0
  return (bytes) => {
    calls += 1
    return createHmac('sha512', 'test').update(String(calls)).digest().subarray(0, bytes)
  }
}

/** AES-256-GCM with the purpose as associated data, as the real vault's contract says. */
export function testVault(): Vault {
  const key = Buffer.alloc(32, 7)
  let nonces = 0
  const unused = (): never => {
    throw new Error('The outbox needs no tokens or address hashes.')
  }
  return {
    seal(plain, purpose) {
      const nonce = Buffer.alloc(12)
      nonces += 1
      nonce.writeUInt32BE(nonces, 8)
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(purpose))
      const sealed = Buffer.concat([cipher.update(Buffer.from(plain as Uint8Array)), cipher.final()])
      return Buffer.concat([nonce, cipher.getAuthTag(), sealed])
    },
    open(sealed, purpose) {
      const bytes = Buffer.from(sealed)
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12)).setAAD(Buffer.from(purpose))
      decipher.setAuthTag(bytes.subarray(12, 28))
      return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()])
    },
    wordHash: unused,
    addressHash: unused,
    linkToken: unused,
    readLinkToken: unused,
  }
}
