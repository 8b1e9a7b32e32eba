import { domainToASCII } from 'node:url'

/** RFC 5321, 4.5.3.1: octets before the @, and in the whole address (a path of 256 less its brackets). */
const maxLocal = 64
const maxAddress = 254

/** RFC 5322, 3.2.3: a dot-atom. Quoted local parts exist on paper, and every one in a list is a mistake. */
const dotAtom = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/
const label = /^(?!-)[a-z0-9-]{1,63}(?<!-)$/

/**
 * The normal form of an address, which is permanent, since hashes and suppressions are made of it: trimmed, NFC, lower
 * case, the domain in ASCII (IDNA). Dots and plus signs are left alone: whether they matter is the receiver's business.
 * Undefined for what cannot be an address, and for letters outside ASCII before the @, which the provider refuses.
 */
export function normaliseAddress(text: string): string | undefined {
  const plain = text.trim().normalize('NFC').toLowerCase()
  const at = plain.lastIndexOf('@')
  const local = plain.slice(0, at)
  const written = plain.slice(at + 1)
  if (at < 1 || local.length > maxLocal || !dotAtom.test(local)) return undefined
  // Before domainToASCII, which reads a whole URL host: %-escapes, ports and addresses in brackets.
  if (!/^[\p{L}\p{M}\p{N}.-]+$/u.test(written)) return undefined
  const domain = domainToASCII(written)
  const labels = domain.split('.')
  if (labels.length < 2 || !labels.every((part) => label.test(part)) || /^\d+$/.test(labels.at(-1) ?? ''))
    return undefined
  const address = `${local}@${domain}`
  return address.length <= maxAddress ? address : undefined
}

/** An address a person can recognise and nobody can write to: `a…@e….org`. */
export function maskAddress(address: string): string {
  const [local = '', domain = ''] = address.split('@')
  const dot = domain.lastIndexOf('.')
  return `${local.slice(0, 1)}…@${domain.slice(0, 1)}…${dot < 0 ? '' : domain.slice(dot)}`
}
