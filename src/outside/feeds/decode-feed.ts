/** How far into a file the XML declaration may reach. */
const headBytes = 512

/**
 * The text of a feed. What says which encoding it is in, in this order: a byte order mark, the HTTP header's charset, the
 * XML declaration (RFC 7303, section 3); else UTF-8. Bytes that fit none become U+FFFD.
 */
export function decodeFeed(bytes: Uint8Array, contentType: string): string {
  const head = Buffer.from(bytes.subarray(0, headBytes)).toString('latin1')
  const inHeader = /charset\s*=\s*["']?([\w.:-]+)/i.exec(contentType)?.[1]
  const inFile = /^\s*<\?xml[^>]*?encoding\s*=\s*["']([\w.:-]+)["']/i.exec(head)?.[1]
  const label = markOf(bytes) ?? inHeader ?? inFile ?? 'utf-8'
  return decoderOf(label).decode(bytes)
}

function markOf([first, second, third]: Uint8Array): string | undefined {
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8'
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  return first === 0xfe && second === 0xff ? 'utf-16be' : undefined
}

function decoderOf(label: string): TextDecoder {
  try {
    return new TextDecoder(label)
  } catch {
    // An encoding nobody has heard of is nearly always UTF-8 in truth.
    return new TextDecoder('utf-8')
  }
}
