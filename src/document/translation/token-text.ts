/** What a translator did to a token. `number` is 0 where a bracket stands alone. */
export interface TokenFault {
  kind: 'lost' | 'doubled' | 'invented' | 'unpaired' | 'crossed' | 'broken'
  number: number
}

/** How a token may be used: around words, or alone; needed, or a translation's own that may go. */
export interface TokenUse {
  pair: boolean
  needed: boolean
}

const mark = /⟦\s*(\/?)\s*(\d+)\s*⟧/g

/** A cell as it is compared: one space for several, no blank lines, tokens without the spaces a program put in. */
export function tidyCell(cell: string): string {
  return cell
    .normalize('NFC')
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(mark, '⟦$1$2⟧')
    .replaceAll(/[ \t]*\n[ \t\n]*/g, '\n')
    .replaceAll(/[ \t]+/g, ' ')
    .replaceAll(/^[ \t\n]+|[ \t\n]+$/g, '')
}

/** Whether there are words in it besides tokens. */
export function hasWords(cell: string): boolean {
  return cell.replaceAll(mark, '').trim() !== ''
}

/**
 * Put back what the tokens of a cell stand for.
 *
 * @param write what a token becomes; `inner` is what stands between a pair, already put back.
 */
export function replaceTokens(
  cell: string,
  uses: ReadonlyMap<number, TokenUse>,
  write: (number: number, inner: string) => string,
): { text: string; faults: TokenFault[] } {
  const faults: TokenFault[] = []
  const fault = (kind: TokenFault['kind'], number: number) => faults.push({ kind, number })
  const seen = new Set<number>()
  const open: { number: number; before: string }[] = []
  let text = ''
  let last = 0
  const addWords = (words: string) => {
    if (/[⟦⟧]/.test(words)) fault('broken', 0)
    text += words
  }
  for (const match of cell.matchAll(mark)) {
    addWords(cell.slice(last, match.index))
    last = match.index + match[0].length
    const number = Number(match[2])
    const use = uses.get(number)
    if (!use) fault('invented', number)
    else if (match[1] === '/') {
      const inner = open.at(-1)
      if (inner?.number === number) {
        open.pop()
        text = inner.before + write(number, text)
      } else fault(open.some((other) => other.number === number) ? 'crossed' : 'unpaired', number)
    } else if (seen.has(number)) fault('doubled', number)
    else {
      seen.add(number)
      if (use.pair) {
        open.push({ number, before: text })
        text = ''
      } else text += write(number, '')
    }
  }
  addWords(cell.slice(last))
  for (const { number } of open) fault('unpaired', number)
  for (const [number, { needed }] of uses) if (needed && !seen.has(number)) fault('lost', number)
  return { text, faults }
}

const slot = /(?<![\p{L}\p{N}:\\]):name\[([^\]\n]*)\]|[⟦⟧]/gu

/** Plain words (a subject, a label, what a picture shows) with tokens for the reader's name. */
export function writePlain(words: string): { text: string; tokens: string[] } {
  const tokens: string[] = []
  const text = words.replaceAll(slot, (written, inner: string | undefined) => {
    tokens.push(inner === undefined ? written : ':name')
    return inner === undefined ? `⟦${tokens.length}⟧` : `⟦${tokens.length}⟧${inner}⟦/${tokens.length}⟧`
  })
  return { text: tidyCell(text.replaceAll(/\s*\n\s*/g, ' ')), tokens }
}

/** The words a cell of such text stands for; `tokens` are the source's. */
export function readPlain(cell: string, tokens: readonly string[]): { text: string; faults: TokenFault[] } {
  const uses = new Map(tokens.map((token, index) => [index + 1, { pair: token === ':name', needed: true }]))
  return replaceTokens(tidyCell(cell).replaceAll('\n', ' '), uses, (number, inner) => {
    const token = tokens[number - 1] ?? ''
    return token === ':name' ? `:name[${inner}]` : token
  })
}
