import type { PhrasingContent } from 'mdast'

/** Markdown's inline marks as plain words: emphasis goes, as `*` reads badly aloud; addresses stay. */
export function writeInline(nodes: readonly PhrasingContent[], words: { picture: string }): string {
  return nodes.map((node) => writeNode(node, words)).join('')
}

function writeNode(node: PhrasingContent, words: { picture: string }): string {
  switch (node.type) {
    case 'text':
      return node.value.replace(/\s+/g, ' ')
    case 'inlineCode':
      return node.value
    case 'break':
      return '\n'
    case 'link':
      return writeLink(writeInline(node.children, words), node.url)
    case 'image':
      return writePicture(node.alt, words)
    case 'html':
      return ''
    default:
      return 'children' in node ? writeInline(node.children, words) : ''
  }
}

/** `[Picture] what it shows`; nothing for an ornament. */
export function writePicture(alt: string | null | undefined, words: { picture: string }): string {
  return alt ? `[${words.picture}] ${alt}` : ''
}

/** `words <url>`, or the address alone where the words are the address. */
export function writeLink(words: string, url: string): string {
  const address = writeAddress(url)
  const bare = (text: string): string =>
    text
      .trim()
      .replace(/^(https?:\/\/|mailto:|tel:)/i, '')
      .replace(/\/$/, '')
  if (words.trim() === '') return address
  // `example.org` is a link in HTML only; as text it keeps its scheme, which makes it one in a mail client.
  return bare(words) === bare(url) ? address : `${words} <${address}>`
}

/** An address that no line break and no `>` can end early. */
export function writeAddress(url: string): string {
  return url.trim().replace(/[\s<>]/g, encodeURIComponent)
}
