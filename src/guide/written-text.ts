import type { Span } from './ready-text.ts'

/** Stands for code, an address, a slot, a picture: something in the line that is no words, and that no pattern matches. */
export const objectMark = '\u{FFFC}'

/** Words as a reader sees them, and where in the source each character of them is written. */
export interface WrittenText {
  text: string
  starts: number[]
  ends: number[]
}

/** Collects the characters of one paragraph, each with its place in the source. */
export class TextBuilder {
  readonly #parts: string[] = []
  readonly #starts: number[] = []
  readonly #ends: number[] = []
  /** The labels of links, as indices into the text so far. */
  readonly labels: Span[] = []

  get length(): number {
    return this.#starts.length
  }

  /** Where the last character ends in the source. */
  get cursor(): number | undefined {
    return this.#ends.at(-1)
  }

  /** One character (perhaps of two units) that stands for source[start, end). */
  push(character: string, start: number, end: number): void {
    this.#parts.push(character)
    for (let index = 0; index < character.length; index += 1) {
      this.#starts.push(start)
      this.#ends.push(end)
    }
  }

  /** Words that are written just as they read. */
  pushLiteral(words: string, start: number): void {
    this.#parts.push(words)
    for (let index = 0; index < words.length; index += 1) {
      this.#starts.push(start + index)
      this.#ends.push(start + index + 1)
    }
  }

  finish(): WrittenText {
    return { text: this.#parts.join(''), starts: this.#starts, ends: this.#ends }
  }
}
