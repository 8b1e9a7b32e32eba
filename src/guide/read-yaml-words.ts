import { TextBuilder, type WrittenText } from './written-text.ts'

const escapes: Record<string, string> = {
  '0': '\0',
  a: '\u{7}',
  b: '\b',
  t: '\t',
  '\t': '\t',
  n: '\n',
  v: '\v',
  f: '\f',
  r: '\r',
  e: '\u{1B}',
  ' ': ' ',
  '"': '"',
  '/': '/',
  '\\': '\\',
  N: '\u{85}',
  _: '\u{A0}',
  L: '\u{2028}',
  P: '\u{2029}',
}

/**
 * The characters of a YAML value as it is written in source[start, end), with their places.
 *
 * White space stays as written: whoever normalises makes one space of a run, which is what folding comes to.
 */
export function readYamlWords(source: string, start: number, end: number): WrittenText {
  const builder = new TextBuilder()
  const written = source.slice(start, end)
  const header = /^[|>][^\n]*\n/.exec(written)
  if (header) builder.pushLiteral(written.slice(header[0].length), start + header[0].length)
  else if (written.startsWith("'")) readSingle(builder, source, start + 1, end)
  else if (written.startsWith('"')) readDouble(builder, source, start + 1, end)
  else builder.pushLiteral(written, start)
  return builder.finish()
}

function readSingle(builder: TextBuilder, source: string, start: number, end: number): void {
  for (let at = start; at < end; at += 1) {
    const character = source[at] ?? ''
    if (character !== "'") builder.push(character, at, at + 1)
    else if (source[at + 1] === "'" && at + 1 < end - 1) {
      builder.push("'", at, at + 2)
      at += 1
    } else return
  }
}

const escaped = /\\(?:x([\da-fA-F]{2})|u([\da-fA-F]{4})|U([\da-fA-F]{8})|\n[ \t]*|([^\n]))/y

function readDouble(builder: TextBuilder, source: string, start: number, end: number): void {
  let at = start
  while (at < end) {
    const character = source[at] ?? ''
    if (character === '"') return
    escaped.lastIndex = at
    const match = character === '\\' ? escaped.exec(source) : null
    if (!match) {
      builder.push(character, at, at + 1)
      at += 1
      continue
    }
    const [whole, two, four, eight, short] = match
    const code = two ?? four ?? eight
    // A backslash at a line's end joins the lines, without a space.
    const meant = code ? fromCode(code) : short === undefined ? '' : (escapes[short] ?? short)
    if (meant !== '') builder.push(meant, at, at + whole.length)
    at += whole.length
  }
}

function fromCode(hex: string): string {
  const code = Number.parseInt(hex, 16)
  return code <= 0x10ffff ? String.fromCodePoint(code) : '\u{FFFD}'
}
