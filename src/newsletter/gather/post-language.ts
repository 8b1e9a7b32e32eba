/** The newsletter's language that a tag means: `es-MX` is `es` where the newsletter knows no other Spanish. */
export function matchLanguage(tag: string | undefined, languages: readonly string[]): string | undefined {
  const wanted = tag?.trim().toLowerCase().replaceAll('_', '-')
  if (!wanted) return undefined
  const base = wanted.split('-')[0]
  return (
    languages.find((language) => language.toLowerCase() === wanted) ??
    languages.find((language) => language.toLowerCase() === base)
  )
}

/**
 * The language an address says it is in, and the address without that: the three ways in which WPML and Polylang, the
 * usual WordPress plugins, mark one: a first folder (`/es/a-post`), a parameter (`?lang=es`), a host (`es.example.org`).
 */
export function splitLanguage(url: string, languages: readonly string[]): { language?: string; rest: string } {
  const { hostname, pathname, search } = new URL(url)
  const [, folder = '', path = '/'] = /^\/([A-Za-z]{2,3}(?:-[A-Za-z]{2,4})?)(\/.*)?$/.exec(pathname) ?? []
  const parameters = search.slice(1).split('&').filter(Boolean)
  const parameter = parameters.find((part) => /^lang(uage)?=/.test(part))
  const [label = '', ...domain] = hostname.replace(/^www\./, '').split('.')
  const inPath = matchLanguage(folder, languages)
  const inSearch = matchLanguage(parameter?.split('=')[1], languages)
  const inHost = domain.length >= 2 ? matchLanguage(label, languages) : undefined
  const host = inHost ? domain.join('.') : hostname.replace(/^www\./, '')
  const query = parameters.filter((part) => !inSearch || part !== parameter).sort()
  const rest =
    `${host}${inPath ? path : pathname}`.replace(/\/+$/, '') + (query.length > 0 ? `?${query.join('&')}` : '')
  const language = inSearch ?? inPath ?? inHost
  return language ? { language, rest } : { rest }
}
