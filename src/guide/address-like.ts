/**
 * An address as people write it in running text: of the web, of mail, or a domain with a path. The last two are tried only
 * where a word begins: from every letter of a long one, it would take minutes.
 */
const address =
  /(?:https?:\/\/|mailto:|tel:|www\.)[^\s<>]+|(?<![\p{L}\p{N}._%+-])(?:[\p{L}\p{N}._%+-]+@[\p{L}\p{N}.-]+\.\p{L}{2,}|(?:[\p{L}\p{N}-]+\.)+\p{L}{2,}\/[^\s<>]*)/giu

const domain = /^(?:[\p{L}\p{N}-]+\.)+\p{L}{2,}\/?$/iu

/** Where addresses stand in running text. */
export function findAddresses(text: string): { start: number; end: number }[] {
  if (!/[@/]|www\./i.test(text)) return []
  return [...text.matchAll(address)].map(({ 0: found, index }) => {
    let length = found.length
    // A full stop after an address ends the sentence.
    while (length > 0 && /[.,;:!?'")\]]/.test(found.charAt(length - 1))) length -= 1
    return { start: index, end: index + length }
  })
}

/** Whether the label of a link is an address and no words. */
export function isAddress(label: string): boolean {
  const words = label.trim()
  if (words === '' || /\s/.test(words)) return false
  const [only] = findAddresses(words)
  return domain.test(words) || (only !== undefined && only.start === 0)
}
