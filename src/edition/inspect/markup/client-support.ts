import { clients, type EmailClient } from './clients.ts'

/** A feature of HTML or CSS that a mail uses and some programs do not know. */
export interface Unsupported {
  feature: string
  category: string
  /** What the feature's page on caniemail.com is. */
  url: string
  /** As caniemail names them: `outlook.windows`. */
  clients: EmailClient[]
}

/**
 * The features that a mail uses and mail programs do not support, by the data of caniemail.com. Each feature once.
 * Partial support is left out: it is said of a margin, a font size and most of what every mail is made of.
 *
 * @param tags of a skeleton.
 */
export async function findUnsupported(tags: string): Promise<Unsupported[]> {
  const { caniemail, rawData } = await import('caniemail')
  const { issues } = caniemail({ clients, html: tags })
  const found = new Map<string, Unsupported>()
  for (const [client, missing] of issues.errors) {
    for (const { title } of missing) {
      if (!isWritten(title, tags)) continue
      const { category = 'html', url = 'https://www.caniemail.com' } =
        rawData.data.find((feature) => feature.title === title) ?? {}
      const known = found.get(title) ?? { feature: title, category, url, clients: [] }
      const asked = clients.find((name) => name === client)
      if (asked !== undefined && !known.clients.includes(asked)) known.clients.push(asked)
      found.set(title, known)
    }
  }
  return [...found.values()].sort((a, b) => (a.feature < b.feature ? -1 : 1))
}

/** Caniemail 1.0.5 takes every property that holds the name of another for both: `text-transform` for `transform`. */
function isWritten(title: string, tags: string): boolean {
  const property = /^([a-z-]+)( property| shorthand)?$/.exec(title)?.[1]
  return property === undefined || new RegExp(`[^\\w-]${property}\\s*:`, 'i').test(tags)
}
