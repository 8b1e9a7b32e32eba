import { posix } from 'node:path'

/** A picture's path as the files are named, however the author wrote it: Markdown has %20 for a space. */
export function imagePath(url: string): string {
  try {
    return posix.normalize(decodeURI(url)).normalize('NFC')
  } catch {
    return url
  }
}
