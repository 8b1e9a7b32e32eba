import { maskAddress } from '../address.ts'
import { cleanText } from '../clean-text.ts'

/**
 * A cell as a reason, a report or a terminal may show it. Whatever holds an @ may be an address with a slip in it, or
 * several of them, so only `a…@e….org` is shown; the cell itself stands in the rejects file.
 */
export function hideAddresses(text: string, limit: number): string {
  const shown = cleanText(text.normalize('NFKC'), limit)
  if (!text.normalize('NFKC').includes('@')) return shown
  const [local = '', domain = ''] = text.normalize('NFKC').split('@')
  const [host = ''] = /^[^\s,;<>()"']*/.exec(domain.trim()) ?? []
  return cleanText(maskAddress(`${local.trim()}@${host}`), limit)
}
