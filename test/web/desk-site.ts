import { execFileSync } from 'node:child_process'
import type { Approval } from '../../src/approval/approval.ts'
import type { Editor, EditorRole } from '../../src/approval/editor.ts'
import type { Config } from '../../src/config.ts'
import { openOutboxOf } from '../../src/newsletter/open-provider.ts'
import { type List, openList } from '../../src/newsletter/workspace.ts'
import { enlist, now, publicSite, type Site, subscriber, temporaryWorkspace } from './public-site.ts'

export const issue = '2024-10-descheduling'

export const people = {
  ana: { address: 'ana@example.org', name: 'Ana Nguyễn', role: 'approver', languages: ['en'] },
  bo: { address: 'bo@example.org', name: 'Bo Ruiz', role: 'counsel', languages: ['es', 'en'] },
  wren: { address: 'wren@example.org', name: 'Wren Writer', role: 'writer', languages: ['vi'] },
} satisfies Record<string, Omit<Editor, 'id'> & { role: EditorRole }>

/** Commit everything there is, as somebody who approves nothing. */
export function commit(config: Config): void {
  const identity = ['-c', 'user.name=Somebody Else', '-c', 'user.email=else@example.org', '-c', 'commit.gpgsign=false']
  const git = (...args: string[]) => execFileSync('git', [...identity, ...args], { cwd: config.root, stdio: 'pipe' })
  git('init', '-q')
  git('add', 'issues', 'templates')
  git('commit', '-q', '--allow-empty', '-m', 'The issue')
}

export async function withList<T>(config: Config, use: (list: List) => Promise<T>): Promise<T> {
  const list = await openList(config, () => undefined)
  try {
    return await use(list)
  } finally {
    await list.close()
  }
}

export async function approvalsOf(config: Config): Promise<Approval[]> {
  return await withList(config, (list) => list.approvals.list(issue))
}

/** Everything that was mailed, oldest first. */
export async function mailsIn(config: Config) {
  return await withList(config, async ({ vault }) => {
    const outbox = await openOutboxOf(config, vault)
    const mails = [...outbox.deliveries()].map(({ message }) => message)
    await outbox.close()
    return mails
  })
}

/** A site with editors, a few readers and a committed issue. Its time is `clock.now`. */
export async function deskSite(env: Record<string, string> = {}) {
  const config = await temporaryWorkspace(env)
  commit(config)
  await withList(config, async ({ editors }) => {
    for (const person of Object.values(people)) await editors.save(person, now)
  })
  await enlist(config, ...['dee', 'eli', 'fay'].map((name) => subscriber(name)), subscriber('gil', 'es'))
  const clock = { now }
  const site = await publicSite(config, () => clock.now)
  const { desk } = site.home
  if (!desk) throw new Error('no desk')
  return { config, clock, site, desk }
}

const form = { 'content-type': 'application/x-www-form-urlencoded' }

/** Post a form as our own page does. */
export function postForm(site: Site, path: string, fields: Record<string, string>, cookie = ''): Promise<Response> {
  const headers = { ...form, 'sec-fetch-site': 'same-origin', ...(cookie && { cookie }) }
  return site.post(path, new URLSearchParams(fields), headers)
}

/** Ask for a link as somebody, and take its path out of the mail; undefined when none came. */
export async function askForLink(
  { site, desk, config }: Awaited<ReturnType<typeof deskSite>>,
  address: string,
  about = issue,
): Promise<string | undefined> {
  const before = (await mailsIn(config)).length
  await postForm(site, `/approve/${about}/link`, { address })
  await desk.settled()
  const mail = (await mailsIn(config))[before]
  return mail && /https?:\/\/[^/\s]+(\/approve\/\S+)/.exec(mail.text)?.[1]
}

/** Sign in; returns the cookie as a browser sends it. */
export async function signIn(place: Awaited<ReturnType<typeof deskSite>>, address: string): Promise<string> {
  const path = await askForLink(place, address)
  if (path === undefined) throw new Error('no link came')
  const answer = await postForm(place.site, path, {})
  return answer.headers.getSetCookie()[0]?.split(';')[0] ?? ''
}

/** The hidden fields of the page's form with this button. */
export function fieldsOf(page: string, button: string): Record<string, string> {
  const found = page.split('<form').find((part) => part.includes(button)) ?? ''
  return Object.fromEntries(
    [...found.matchAll(/name="(\w+)" value="([^"]*)"/g)].map(([, name, value]) => [name, value]),
  )
}
