import { defineProblem } from '../problem/problem.ts'

export const linkDead = defineProblem<{ url: string; status: number }>(
  'link_dead',
  'warn',
  ({ url, status }) => `There is no page at ${url} any more: its server answers ${status}.`,
  () => 'Look for the page on the site, or for a copy at https://web.archive.org, and write its address here.',
)

export const linkUnreachable = defineProblem<{ url: string; why: string }>(
  'link_unreachable',
  'warn',
  ({ url, why }) => `${url} cannot be reached: ${why}.`,
  () => 'Look for a slip in the address, and open it in a browser. If it is down for long, link to another page.',
)

export const linkUnasked = defineProblem<{ url: string; why: string }>(
  'link_unasked',
  'suggest',
  ({ url, why }) => `Whether ${url} works could not be found out: ${why}. Some sites turn programs away that ask.`,
  () => 'Open it once in a browser.',
)

export const linkMoved = defineProblem<{ url: string; to: string; home: boolean }>(
  'link_moved',
  'suggest',
  ({ url, to, home }) =>
    home
      ? `${url} leads to ${to}, the first page of a site: what it was about may be gone.`
      : `${url} has moved for good, to ${to}.`,
  ({ to, home }) =>
    home ? 'Open it in a browser, and look for the page itself.' : `Write ${to} here, if it is the right page.`,
)

export const linksOffline = defineProblem<{ count: number }>(
  'links_offline',
  'warn',
  ({ count }) => `Not one of the ${count} addresses that the issue links to could be reached, so none was checked.`,
  () => 'See that this computer is online, then run: npx wayforward check --online',
)
