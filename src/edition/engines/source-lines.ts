/** A line of a template file. */
export interface SourceLine {
  file: string
  line: number
}

/**
 * Remembers which template line each rendered line came from, because MJML can only name lines of the whole it is
 * given, and a designer needs the partial. Every line of a template starts with a mark that Liquid passes through
 * unread (characters for private use, which no text has); `unmark` takes the marks out again.
 */
export class SourceLines {
  readonly #lines: SourceLine[] = []

  /** The template with its lines marked. A line that starts inside a Liquid tag is left alone. */
  mark(source: string, file: string): string {
    let open = false
    return source
      .split('\n')
      .map((text, index) => {
        const marked = open ? text : `\ue000${this.#lines.push({ file, line: index + 1 }) - 1}\ue001${text}`
        for (const [brace] of text.matchAll(/\{[{%]|[}%]\}/g)) open = brace.startsWith('{')
        return marked
      })
      .join('\n')
  }

  /** The rendered text without marks, and the template line behind each of its lines. */
  unmark(rendered: string): { text: string; origin: (line: number) => SourceLine | undefined } {
    const origins: (SourceLine | undefined)[] = []
    const lines = rendered.split('\n').map((line) => {
      let own = origins.at(-1)
      const text = line.replace(/\ue000(\d+)\ue001/g, (_, index) => {
        own = this.#lines[Number(index)]
        return ''
      })
      origins.push(own)
      return text
    })
    return { text: lines.join('\n'), origin: (line) => origins[line - 1] }
  }
}
