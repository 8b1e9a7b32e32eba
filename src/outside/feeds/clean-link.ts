import { redirectWrappers, trackingParameters, trackingValues } from './trackers.ts'

/** Wrappers stand inside wrappers; nobody means more than this. */
const wrappersMost = 5

/**
 * A link without what follows the person who opens it: redirects whose target stands in the address are unwrapped, and
 * tracking parameters and credentials go. Asks no network. What is no web address gives nothing.
 *
 * @param base the page or feed the link stands in, for links without a host.
 */
export function cleanLink(link: string, base?: string): string | undefined {
  const written = link.trim()
  if (!URL.canParse(written, base)) return undefined
  let url = new URL(written, base)
  for (let depth = 0; depth < wrappersMost; depth += 1) {
    const target = unwrap(url)
    if (!target) break
    url = target
  }
  if (!isWeb(url)) return undefined
  // A name and password would go to every reader, and a name that looks like a host misleads them.
  url.username = ''
  url.password = ''
  // Deleting through URLSearchParams would write every other parameter anew, so they are cut out of the text.
  const kept = url.search
    .slice(1)
    .split('&')
    .filter((part) => part !== '' && !isTracking(part))
  url.search = kept.join('&')
  return url.href
}

/** What two addresses of one page have in common: without scheme, `www.`, fragment and last slash, parameters in order. */
export function linkKey(link: string): string {
  const clean = cleanLink(link)
  if (clean === undefined) return link
  const { hostname, port, pathname, search } = new URL(clean)
  const query = search.slice(1).split('&').filter(Boolean).sort().join('&')
  const host = hostname.replace(/^www\./, '') + (port && `:${port}`)
  return `${host}${pathname.replace(/\/+$/, '')}${query && `?${query}`}`
}

const isWeb = ({ protocol }: URL): boolean => protocol === 'https:' || protocol === 'http:'

function unwrap(url: URL): URL | undefined {
  const host = url.hostname.replace(/^www\./, '').replace(/^google\.(com?\.)?[a-z]{2}$/, 'google.com')
  const wrapper = redirectWrappers.find(
    (known) =>
      (known.host.startsWith('.') ? host.endsWith(known.host) : host === known.host) &&
      (url.pathname === known.path || (known.path.endsWith('/') && url.pathname.startsWith(known.path))),
  )
  const target = wrapper?.parameters
    .map((name) => url.searchParams.get(name))
    .find((value) => value !== null && URL.canParse(value))
  if (!target) return undefined
  const unwrapped = new URL(target)
  return isWeb(unwrapped) ? unwrapped : undefined
}

function isTracking(part: string): boolean {
  const [written = '', value = ''] = part.split('=', 2)
  const name = written.toLowerCase()
  return (
    trackingParameters.some((known) => (known.endsWith('*') ? name.startsWith(known.slice(0, -1)) : name === known)) ||
    trackingValues.some((known) => known.name === name && known.value.test(value))
  )
}
