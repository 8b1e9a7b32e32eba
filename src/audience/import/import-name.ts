import { basename } from 'node:path'
import { hideAddresses } from './hide-addresses.ts'

/**
 * What an import is remembered by: the file's name without its folder, and without an address that stands in it. Shown
 * months later, when a report asks where the addresses came from that bounced.
 *
 * @param file a path, or `-` for standard input
 */
export function importName(file: string): string {
  if (file === '-') return 'standard input'
  // As mail programs and browsers write an @ in the name of a download.
  return hideAddresses(basename(file).replaceAll(/%40/g, '@'), 100) || 'a file without a name'
}
