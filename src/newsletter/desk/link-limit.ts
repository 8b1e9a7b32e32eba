const hourMs = 60 * 60 * 1000
const mostEach = 3
const mostTogether = 60

/**
 * How many sign-in links are mailed in an hour: three to one editor, sixty in all, so that nobody's mailbox is flooded. Only
 * links that are mailed count: a stranger who types any other address uses up nothing of it.
 */
export class LinkLimit {
  #mailed: { editor: number; at: number }[] = []

  /** Whether one more may be mailed now; then it counts. */
  take(editor: number, now: number): boolean {
    this.#mailed = this.#mailed.filter(({ at }) => at > now - hourMs)
    const own = this.#mailed.filter((one) => one.editor === editor).length
    if (own >= mostEach || this.#mailed.length >= mostTogether) return false
    this.#mailed.push({ editor, at: now })
    return true
  }
}
