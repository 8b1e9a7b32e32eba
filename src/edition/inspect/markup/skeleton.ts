/** What of a rendered mail says how it is built, and none of what it says. */
export interface Skeleton {
  /** The mail with each text made `x` and each address, description and title made short: the same for many mails. */
  html: string
  /** Its style sheets and each different start tag once, in a made-up document: all that support in clients is about. */
  tags: string
}

// A comment (Outlook's conditions are comments), a style sheet, a tag with its quoted attributes, or words.
const pieces = /<!--[\s\S]*?-->|<style\b[^>]*>[\s\S]*?<\/style\s*>|<[!/a-z](?:"[^"]*"|'[^']*'|[^>"'])*>|[^<]+|</gi

// Words and addresses; what they say is for other inspections. An empty one means something and stays.
const said = /\s(href|src|alt|title|aria-label|content)=("[^"]*"|'[^']*')/gi

// Ids are written by templates, but what they name is often an issue's: a block, a picture.
const shortened: Record<string, (value: string) => string> = {
  href: (url) => /^(#|[a-z][a-z0-9+.-]*:)/i.exec(url)?.[0].concat('x') ?? 'x',
  src: (url) => `https://x.invalid/x${/\.[a-z]{3,4}$/i.exec(url)?.[0] ?? ''}`,
}

// Of these a line beside the subject is padded with, and an empty cell kept open.
const blanks = /&(nbsp|zwnj|zwj|shy|#160|#173|#847|#8199|#8203|#8204|#8205|#65279);|\p{Cf}|\u034f/gu

function shortenTag(tag: string): string {
  // A meta's content is machinery (charset, viewport, color-scheme), unlike everybody else's.
  if (/^<meta\b/i.test(tag)) return tag
  return tag.replace(/\slang="[a-z]{2,3}"/gi, ' lang="en"').replace(said, (whole, name: string, quoted: string) => {
    const value = quoted.slice(1, -1)
    if (value === '') return whole
    const quote = quoted.slice(0, 1)
    return ` ${name}=${quote}${shortened[name.toLowerCase()]?.(value) ?? 'x'}${quote}`
  })
}

// Words with links and emphasis among them, and what stands twice side by side, as paragraphs and rows do.
const plain = /<(b|em|strong|i|code|del|span)>x<\/\1>/g
const phrase = /(?:x|<br ?\/?>|<(a|b|em|strong|i|code|del|span)\b[^<>]*>x<\/\1>)+/g
const repeated = /(<(p|li|tr|h3|h4|div)\b[^<>]*>(?:(?!<\2\b)[\s\S])*?<\/\2>)(?:\s*\1)+/g

/** The same markup with what is repeated said once, so that issues and languages differ less. */
function shorten(html: string): string {
  const told = html.replace(plain, 'x').replace(phrase, (run) => {
    const parts = run.match(/<br ?\/?>|<([a-z]+)\b[^<>]*>x<\/\1>/g) ?? []
    const words = /(^|>)x(?!<\/)/.test(run) ? ['x'] : []
    return [...words, ...[...new Set(parts)].sort()].join('')
  })
  return told.replace(repeated, '$1')
}

/**
 * Take the words out of a mail. What inspects the way it is built takes hundreds of milliseconds, and most editions of
 * most issues are built alike.
 */
export function readSkeleton(html: string): Skeleton {
  const kept = [...html.matchAll(pieces)].map(([piece]) => {
    if (/^<(!--|style\b)/i.test(piece)) return piece
    if (piece.length > 1 && piece.startsWith('<')) return shortenTag(piece)
    return /\S/.test(piece.replace(blanks, '')) ? 'x' : ' '
  })
  const short = shorten(kept.join(''))
  return { html: short, tags: listTags(short) }
}

function listTags(html: string): string {
  const styles: string[] = []
  const tags = new Set<string>()
  for (const [piece] of html.matchAll(pieces)) {
    const name = /^<([a-z][a-z0-9:-]*)/i.exec(piece)?.[1] ?? ''
    if (name.toLowerCase() === 'style') styles.push(piece)
    // Programs that drop the head drop it from every mail.
    else if (name !== '' && !/^(html|head|title)$/i.test(name)) tags.add(`${piece}</${name}>`)
  }
  return ['<html>', ...styles, ...[...tags].sort(), '</html>'].join('\n')
}
