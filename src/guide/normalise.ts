import type { Span } from './ready-text.ts'
import { TextBuilder, type WrittenText } from './written-text.ts'

/** Soft hyphens, zero-width spaces and joiners, byte order marks, direction marks. */
const invisible = /\u{AD}|\u{34F}|[\u{61C}\u{180E}\u{200B}-\u{200F}\u{2060}-\u{2064}\u{FEFF}]|[\u{FE00}-\u{FE0F}]/u

const space = /[\s\u{85}]/u

const plain: Record<string, string> = {
  '\u{2010}': '-',
  '\u{2011}': '-',
  '“': '"',
  '”': '"',
  '„': '"',
  '‟': '"',
  '‘': "'",
  '’': "'",
  '‚': "'",
  '‛': "'",
  '\u{2BC}': "'",
}

/** Combines with what stands before it: accents, and the later parts of a Hangul syllable. */
const combining = /[\p{M}\u{1160}-\u{11FF}]/u

/** What else combines with the same letter; what is invisible may stand between. */
const combiningRun = new RegExp(`(?:(?:${invisible.source})*(?!${invisible.source})${combining.source})+`, 'uy')
const allInvisible = new RegExp(invisible.source, 'gu')

/**
 * The text as ready-text.ts promises it, and the labels in it, with every character's place in the source kept.
 */
export function normalise({ text, starts, ends }: WrittenText, labels: readonly Span[] = []) {
  const composed = text.normalize('NFC') === text && !invisible.test(text)
  const out: string[] = []
  const from: number[] = []
  const to: number[] = []
  // For each index of `text`, how long the result was when it was reached.
  const reached: number[] = []
  let cluster = 0
  for (let index = 0; index < text.length; ) {
    const unit = text.charCodeAt(index)
    const paired = unit >= 0xd800 && unit <= 0xdbff
    const character = paired ? String.fromCodePoint(text.codePointAt(index) ?? 0) : (text[index] ?? '')
    const width = character.length
    const start = starts[index] ?? 0
    const end = ends[index + width - 1] ?? start
    for (let count = 0; count < width; count += 1) reached.push(out.length)
    index += width
    if (character > ' ' && character < '\u{7F}') {
      cluster = out.length
      out.push(character)
      from.push(start)
      to.push(end)
      continue
    }
    if (character >= '\u{80}' && invisible.test(character)) continue
    if (space.test(character)) {
      if (out.length === 0) continue
      if (out.at(-1) === ' ') to[to.length - 1] = end
      else {
        cluster = out.length
        out.push(' ')
        from.push(start)
        to.push(end)
      }
      continue
    }
    if (!composed && out.length > cluster && combining.test(character) && out.at(-1) !== ' ') {
      // All that combines with one letter at once.
      combiningRun.lastIndex = index
      const rest = combiningRun.exec(text)?.[0] ?? ''
      for (let count = 0; count < rest.length; count += 1) reached.push(out.length)
      index += rest.length
      const last = ends[index - 1] ?? end
      const whole = (out.slice(cluster).join('') + character + rest.replaceAll(allInvisible, '')).normalize('NFC')
      const first = from[cluster] ?? start
      out.length = cluster
      from.length = cluster
      to.length = cluster
      for (const unit of whole.split('')) {
        out.push(unit)
        from.push(first)
        to.push(last)
      }
      continue
    }
    cluster = out.length
    const written = plain[character] ?? (composed ? character : character.normalize('NFC'))
    for (const unit of written.split('')) {
      out.push(unit)
      from.push(start)
      to.push(end)
    }
  }
  reached.push(out.length)
  if (out.at(-1) === ' ') {
    out.pop()
    from.pop()
    to.pop()
  }
  const at = (index: number): number => Math.min(reached[index] ?? out.length, out.length)
  return {
    text: out.join(''),
    starts: from,
    ends: to,
    labels: labels
      .map(({ start, end }) => ({ start: at(start), end: at(end) }))
      .filter(({ start, end }) => end > start),
  }
}

/** Words on their own in the same normal form: what an editor wrote in the guide, a label of a test sentence. */
export function normaliseWords(words: string): string {
  const builder = new TextBuilder()
  builder.pushLiteral(words, 0)
  return normalise(builder.finish()).text
}
