import PQueue from 'p-queue'
import { listLinks, type WrittenLink } from '../checks/links/list-links.ts'
import type { Block } from '../document/document.ts'
import { createLinkProbe, type LinkAnswer, type ProbeLink } from '../outside/probe-link.ts'
import type { Problem } from '../problem/problem.ts'
import { linkDead, linkMoved, linksOffline, linkUnasked, linkUnreachable } from './link-problems.ts'
import type { PreparedIssue } from './prepare-issue.ts'

type Linking = Pick<PreparedIssue, 'issue' | 'documents' | 'brand' | 'newsletter'>

const atOnce = 6

/** Ask every web address that an issue leads readers to, each once, and report those that would lead them nowhere. */
export async function checkLinks(prepared: Linking, probe: ProbeLink = createLinkProbe()): Promise<Problem[]> {
  const links = gatherLinks(prepared).filter(({ url }) => URL.canParse(url) && /^https?:/i.test(url))
  const answers = await askAll([...new Set(links.map(({ url }) => bare(url)))], probe)
  const failed = [...answers.values()].filter(({ kind }) => kind === 'failed')
  if (failed.length > 1 && failed.length === answers.size) return [linksOffline({ count: answers.size })]
  return links.flatMap((link) => {
    const answer = answers.get(bare(link.url))
    return answer ? judge(link, answer) : []
  })
}

/** Without what a server never hears of. */
function bare(url: string): string {
  const asked = new URL(url)
  asked.hash = ''
  return asked.href
}

/** What stands in the issue, and what every mail of it shows beside. */
function gatherLinks({ issue, documents, brand, newsletter }: Linking): WrittenLink[] {
  const named = new Set(documents.flatMap(({ blocks }) => blocks.flatMap(membersOf)))
  return [
    ...documents.flatMap((document) => listLinks(issue, document)),
    ...[...named].flatMap((id) => {
      const site = newsletter.members[id]?.site
      return site === undefined ? [] : [{ url: site, at: { file: newsletter.file } }]
    }),
    ...brand.links.map(({ href }) => ({ url: href, at: { file: 'templates/brand.yaml' } })),
  ]
}

/** The organisations a block names: whose words it carries, and who gives them. */
function membersOf({ attributes }: Block): string[] {
  const speaker = 'speaker' in attributes && attributes.speaker?.kind === 'org' ? [attributes.speaker.member] : []
  return 'by' in attributes && attributes.by !== undefined ? [...speaker, attributes.by] : speaker
}

/** A few at a time, and one after another where they are on the same site: nobody is asked in a flood. */
async function askAll(urls: readonly string[], probe: ProbeLink): Promise<Map<string, LinkAnswer>> {
  const answers = new Map<string, LinkAnswer>()
  const sites = new Map<string, string[]>()
  for (const url of urls) {
    const { host } = new URL(url)
    sites.set(host, [...(sites.get(host) ?? []), url])
  }
  const queue = new PQueue({ concurrency: atOnce })
  await queue.addAll(
    [...sites.values()].map((pages) => async () => {
      let lost: LinkAnswer | undefined
      for (const url of pages) {
        const answer = lost ?? (await probe(url))
        // A site that does not answer for one page is not asked for the next.
        if (answer.kind === 'failed') lost = answer
        answers.set(url, answer)
      }
    }),
  )
  return answers
}

function judge({ url, at }: WrittenLink, answer: LinkAnswer): Problem[] {
  if (answer.kind === 'failed') {
    return [(answer.sure ? linkUnreachable : linkUnasked)({ url, why: answer.why }, at)]
  }
  const { status, movedTo, forGood } = answer
  if (status === 404 || status === 410) return [linkDead({ url, status }, at)]
  if (status >= 400 || status < 200) return [linkUnasked({ url, why: `its server answers ${status}` }, at)]
  if (movedTo === undefined) return []
  const home = isHome(movedTo) && !isHome(url)
  return home || forGood ? [linkMoved({ url, to: movedTo, home }, at)] : []
}

function isHome(url: string): boolean {
  const { pathname, search } = new URL(url)
  return search === '' && /^\/(index\.\w+|[a-z]{2}\/?)?$/.test(pathname)
}
