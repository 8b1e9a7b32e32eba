import { setMaxListeners } from 'node:events'
import type { Editor } from '../../approval/editor.ts'
import { normaliseAddress } from '../../audience/address.ts'
import type { Config } from '../../config.ts'
import type { Clock } from '../../delivery/clock.ts'
import { listIssues } from '../../issue/find-issue.ts'
import { Problem } from '../../problem/problem.ts'
import { createSignInStore } from '../../store/sign-in-store.ts'
import type { HeldList } from '../held-list.ts'
import type { PageSettings } from '../page-settings.ts'
import { type Decision, giveApproval, takeBackApproval } from './decide.ts'
import { type DeskWords, readDeskWords } from './desk-words.ts'
import type { IssueView } from './issue-view.ts'
import { LinkLimit } from './link-limit.ts'
import { mailLink } from './mail-link.ts'
import { PreparedIssues } from './prepared-issues.ts'
import { type RenderedEdition, readEditionView } from './read-edition-view.ts'
import { readIssueView } from './read-issue-view.ts'
import { listOf } from './served-list.ts'
import { formTokenOf, hashToken, makeToken } from './tokens.ts'

/** How long an editor stays signed in. */
export const sessionMs = 12 * 60 * 60 * 1000

/** An editor who is signed in. */
export interface Session {
  token: string
  editor: Editor
  /** What the session's forms have to carry. */
  formToken: string
}

/** What editors do in a browser: sign in by a mailed link, look, approve. Issues are folder names; any other text is none. */
export interface Desk {
  words: ReadonlyMap<string, DeskWords>
  /** Whether editors reach it by https. */
  secure: boolean
  /**
   * Mail a link if this is an editor's address and the issue is there. Returns at once and says nothing of that: what follows
   * is done apart, a little later. False for what cannot be an address, whoever asks.
   */
  askForLink(issue: string, address: string): boolean
  /** Whether a link would let somebody in. Changes nothing. */
  isOpenLink(issue: string, token: string): Promise<boolean>
  /** Spend a link; returns the session's token, or undefined when it does not let anybody in. */
  signIn(issue: string, token: string): Promise<string | undefined>
  findSession(token: string | undefined): Promise<Session | undefined>
  signOut(session: Session): Promise<void>
  showIssue(issue: string, session: Session): Promise<IssueView | undefined>
  showEdition(issue: string, edition: string): Promise<RenderedEdition | undefined>
  approve(issue: string, session: Session, shown: string): Promise<Decision>
  withdraw(issue: string, session: Session): Promise<Decision>
  /** Resolves once every link that was asked for is mailed, or is not going to be. */
  settled(): Promise<void>
  /** Ends what is under way. */
  close(): Promise<void>
}

export interface DeskOptions {
  settings: PageSettings
  door: HeldList
  clock: Clock
  warn: (message: string) => void
}

/** Links asked for and not looked at yet; what comes on top of a thousand is nobody's honest wish. */
const waitingMost = 1000
/** Between an answer and the work behind it: who measures the next answers does not see whose address it was. */
const pauseMs = { least: 200, most: 1200 }

/** Open the desk; undefined, with a warning, where no language has words for it. */
export async function openDesk(
  config: Config,
  { settings, door, clock, warn }: DeskOptions,
): Promise<Desk | undefined> {
  const { words, problems } = await readDeskWords(config.templatesFolder, settings.newsletter.languages)
  for (const { reason, hint } of problems) warn(`${reason} ${hint}`)
  if (words.size === 0) return undefined
  const issues = new PreparedIssues(config, () => clock.now())
  const limit = new LinkLimit()
  const closing = new AbortController()
  setMaxListeners(waitingMost, closing.signal)
  const under = new Set<Promise<void>>()
  const { signal } = closing
  const isIssue = async (issue: string): Promise<boolean> => (await listIssues(config.issuesFolder)).includes(issue)

  const mailLater = async (issue: string, address: string): Promise<void> => {
    await clock.sleep(pauseMs.least + Math.random() * (pauseMs.most - pauseMs.least), signal)
    try {
      await mailLink({ config, door, settings, words, limit, clock, signal, warn }, issue, address)
    } catch (error) {
      // A sentence could quote an address; a code cannot.
      const name = error instanceof Problem ? error.code : error instanceof Error ? error.name : 'unknown'
      warn(`A sign-in link could not be mailed (${name}). \`npx wayforward doctor\` says what is wrong.`)
    }
  }

  return {
    words,
    secure: config.publicUrl?.startsWith('https:') ?? false,
    askForLink(issue, text) {
      const address = normaliseAddress(text)
      if (address === undefined) return false
      if (under.size < waitingMost && !signal.aborted) {
        const mailing = mailLater(issue, address).finally(() => under.delete(mailing))
        under.add(mailing)
      }
      return true
    },
    async isOpenLink(issue, token) {
      const hash = hashToken(token)
      return hash !== undefined && (await door.use(({ db }) => createSignInStore(db).isOpen(hash, issue, clock.now())))
    },
    async signIn(issue, token) {
      const hash = hashToken(token)
      const session = makeToken()
      const tokenHash = hashToken(session)
      if (!hash || !tokenHash) return undefined
      const now = clock.now()
      const opened = await door.use(({ db }) =>
        createSignInStore(db).openSession(hash, issue, { tokenHash, expiresAt: now + sessionMs }, now),
      )
      return opened ? session : undefined
    },
    async findSession(token) {
      const hash = token === undefined ? undefined : hashToken(token)
      if (token === undefined || !hash) return undefined
      return await door.use(async (served) => {
        const id = await createSignInStore(served.db).findSession(hash, clock.now())
        const editor = id === undefined ? undefined : await listOf(served).editors.get(id)
        return editor && { token, editor, formToken: formTokenOf(token) }
      })
    },
    async signOut({ token }) {
      const hash = hashToken(token)
      if (hash) await door.use(({ db }) => createSignInStore(db).endSession(hash))
    },
    async showIssue(issue, { editor }) {
      if (!(await isIssue(issue))) return undefined
      return await door.use((served) =>
        readIssueView(listOf(served), { config, issues }, { issue, editor, now: clock.now() }),
      )
    },
    async showEdition(issue, edition) {
      if (!(await isIssue(issue))) return undefined
      return await door.use((served) => readEditionView(listOf(served), issues, { issue, edition, now: clock.now() }))
    },
    async approve(issue, { editor }, shown) {
      if (!(await isIssue(issue))) return { kind: 'changed' }
      const desk = { config, issues, clock }
      return await door.use((served) => giveApproval(listOf(served), desk, { issue, editor, shown }))
    },
    async withdraw(issue, { editor }) {
      if (!(await isIssue(issue))) return { kind: 'changed' }
      return await door.use((served) => takeBackApproval(listOf(served), config, { issue, editor }))
    },
    async settled() {
      await Promise.all(under)
    },
    async close() {
      closing.abort()
      await Promise.all(under)
    },
  }
}
