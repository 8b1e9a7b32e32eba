import { textLinkMissing } from '../problems.ts'
import { attribute, findElements, type Inspection } from './inspection.ts'

const canonical = (url: string): string => (URL.canParse(url) ? new URL(url).href : url)

/** Addresses in a text, each also without the punctuation that may follow it. */
function addressesIn(text: string): Set<string> {
  const found = [...text.matchAll(/https?:\/\/[^\s<>]+/gi)].map(([url]) => url)
  return new Set(found.flatMap((url) => [canonical(url), canonical(url.replace(/[.,;:!?)\]’”"']+$/, ''))]))
}

/** Whoever reads the plain text can go wherever the HTML leads. */
export const inspectTextLinks: Inspection = ({ edition, tree, text, at }) => {
  const addresses = addressesIn(text)
  const links = findElements(tree, 'a', 'area').map((link) => attribute(link, 'href') ?? '')
  const lost = links.filter((href) => /^https?:/i.test(href) && !addresses.has(canonical(href)))
  return [...new Set(lost)].map((href) => textLinkMissing({ edition: edition.id, href }, at))
}
