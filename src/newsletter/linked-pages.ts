import type { Compiled } from '../edition/edition.ts'

/**
 * Every address at the newsletter's own origin that an edition links to or shows, the reader's own links apart: pictures,
 * stories, the view in a browser. Each once.
 */
export function linkedPages({ literals }: Compiled, origin: string): string[] {
  const found = new Set<string>()
  const address = new RegExp(`${origin.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?=[/"'?#\\s<]|$)[^"'\\s<>)]*`, 'g')
  literals.forEach((literal, index) => {
    for (const match of literal.matchAll(address)) {
      const touchesSlot = index < literals.length - 1 && match.index + match[0].length === literal.length
      if (!touchesSlot) found.add(match[0].replaceAll('&amp;', '&').replace(/#.*$/, ''))
    }
  })
  return [...found]
}
