/**
 * How many bytes a text takes in quoted-printable (RFC 2045, 6.7), as it travels and as Gmail counts it: three for
 * each byte beyond ASCII, which doubles Vietnamese.
 */
export function countQuotedPrintable(text: string): number {
  let total = 0
  for (const line of text.split(/\r?\n/)) {
    const bytes = Buffer.from(line, 'utf8')
    let column = 0
    bytes.forEach((byte, index) => {
      const blank = byte === 0x20 || byte === 0x09
      const last = index === bytes.length - 1
      const plain = blank ? !last : byte > 0x20 && byte < 0x7f && byte !== 0x3d
      const width = plain ? 1 : 3
      // A line has at most 76 characters, the soft break's `=` among them.
      if (column + width > (last ? 76 : 75)) {
        total += 3
        column = 0
      }
      total += width
      column += width
    })
    total += 2
  }
  return total - 2
}
