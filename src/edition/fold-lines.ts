/** RFC 5545, 3.1: a line is at most 75 octets, without its line break. */
const longestOctets = 75

/**
 * Fold the lines of an iCalendar text, CRLF between them, so that none is longer than 75 octets and no character is torn
 * apart. What was folded before is joined first: `ics` counts characters, of which Vietnamese has three octets each.
 */
export function foldLines(text: string): string {
  return text
    .replace(/\r\n[ \t]/g, '')
    .split('\r\n')
    .map(foldLine)
    .join('\r\n')
}

function foldLine(line: string): string {
  const parts: string[] = []
  let part = ''
  let octets = 0
  for (const character of line) {
    const size = Buffer.byteLength(character)
    if (octets + size > longestOctets) {
      parts.push(part)
      part = ''
      // The blank that begins the next line.
      octets = 1
    }
    part += character
    octets += size
  }
  return [...parts, part].join('\r\n ')
}
