import { connect } from 'node:tls'

/** Until when a server's certificate is valid, epoch milliseconds, or why that is not known. */
export type CertificateAnswer = { kind: 'read'; until: number } | { kind: 'failed'; why: string }

/** Look at the certificate of an https address, valid or not. Never throws, and always comes back. */
export function readCertificate(url: URL, timeoutMs = 4500): Promise<CertificateAnswer> {
  return new Promise((resolve) => {
    const host = url.hostname.replace(/^\[|\]$/g, '')
    const isName = /[a-z]/i.test(host) && !host.includes(':')
    // It is only looked at, nothing is said over it: whether it is trusted is what the other requests find out.
    const options = { host, port: Number(url.port || 443), rejectUnauthorized: false }
    const socket = connect(isName ? { ...options, servername: host } : options)
    const finish = (answer: CertificateAnswer): void => {
      clearTimeout(timer)
      socket.destroy()
      resolve(answer)
    }
    const timer = setTimeout(() => finish({ kind: 'failed', why: 'no answer in time' }), timeoutMs)
    socket.once('error', (error) => finish({ kind: 'failed', why: 'code' in error ? String(error.code) : error.name }))
    socket.once('secureConnect', () => {
      const until = Date.parse(socket.getPeerCertificate().valid_to ?? '')
      finish(Number.isNaN(until) ? { kind: 'failed', why: 'it shows no certificate' } : { kind: 'read', until })
    })
  })
}
