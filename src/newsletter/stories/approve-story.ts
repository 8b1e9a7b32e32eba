import type { Config } from '../../config.ts'
import { findIssue } from '../../issue/find-issue.ts'
import type { Newsletter } from '../../issue/newsletter.ts'
import { readNewsletter } from '../../issue/read-newsletter.ts'
import type { TextApproval } from '../../stories/record.ts'
import { languageUnknown, newsletterBroken } from '../problems.ts'
import { openExistingList } from '../scratch-list.ts'
import { changeStory, findStory, requireGiven } from './find-story.ts'
import { findTold, type ToldText } from './find-told.ts'
import { storyBlockElse, storyIssueUnread, storyLanguageOutside, storyNotTold } from './problems.ts'
import { cleanSaid, type Said } from './story-words.ts'

export interface ApproveStoryRequest extends Said {
  id: string
  /** The name of its folder or a unique part of it; the newest that tells the story in this language when absent. */
  issue?: string
  language: string
  /** The id of one block; all that the teller says in the issue when absent. */
  block?: string
  /** Shown the texts before they are recorded: are they what the teller heard? */
  confirm: (texts: ToldText[]) => Promise<boolean>
  warn: (message: string) => void
  now: number
}

/** One block that the teller agreed to. */
export interface ApprovedText {
  block: string
  /** SHA-256 of what is told. */
  hash: string
  /** The block as it stands in the file. */
  text: string
  /** They had agreed to exactly this before: nothing was added. */
  again: boolean
}

export interface ApproveStoryResult {
  kind: 'approved' | 'declined'
  id: string
  issue: string
  language: string
  texts: ApprovedText[]
}

/**
 * Record a teller's word on what they say in one language of an issue, exactly as it stands now. What they agreed to
 * before stays agreed to.
 *
 * @throws Problem story_unknown, story_withdrawn, story_word_missing, story_language_outside, story_not_told,
 * story_block_else, story_issue_unread, language_unknown, newsletter_broken, and those of the list and of finding issues
 */
export async function approveStory(config: Config, request: ApproveStoryRequest): Promise<ApproveStoryResult> {
  const { language, warn, now } = request
  const { by, how } = cleanSaid(request)
  const { newsletter } = await readNewsletter(config.issuesFolder)
  if (!newsletter) throw newsletterBroken()
  if (!newsletter.languages.includes(language)) throw languageUnknown({ language, known: newsletter.languages })
  const list = await openExistingList(config, warn)
  try {
    const { id, scope, approved } = requireGiven(await findStory(list, request.id), newsletter.timezone)
    if (!scope.languages.includes(language)) throw storyLanguageOutside({ id, language, allowed: scope.languages })
    const { issue, texts } = await chooseTexts(config, newsletter, { ...request, id })
    const result = {
      ...{ id, issue, language },
      texts: texts.map(({ block, textHash: hash, markdown }) => ({
        ...{ block, hash, text: markdown, again: isAgreed(approved[language], hash) },
      })),
    }
    if (!(await request.confirm(texts))) return { kind: 'declined', ...result }
    await changeStory(list, id, newsletter.timezone, (record) => {
      const before = record.approved[language] ?? []
      const added: TextApproval[] = []
      for (const { hash, block } of result.texts) {
        if (!isAgreed([...before, ...added], hash)) added.push({ hash, at: now, by, how, issue, block })
      }
      if (added.length === 0) return record
      const what = `approved the ${language} of ${issue} (${added.map(({ block }) => `#${block}`).join(', ')}): ${how}`
      return {
        ...record,
        approved: { ...record.approved, [language]: [...before, ...added] },
        history: [...record.history, { at: now, what, by }],
      }
    })
    return { kind: 'approved', ...result }
  } finally {
    await list.close()
  }
}

const isAgreed = (approvals: readonly TextApproval[] = [], hash: string): boolean =>
  approvals.some((approval) => approval.hash === hash)

/** What a teller says in one language of one issue; at least one text. */
async function chooseTexts(
  config: Config,
  newsletter: Newsletter,
  { id, issue, language, block }: Pick<ApproveStoryRequest, 'id' | 'issue' | 'language' | 'block'>,
): Promise<{ issue: string; texts: ToldText[] }> {
  const only = issue === undefined ? undefined : await findIssue(config.issuesFolder, issue)
  const { texts, unread } = await findTold(config, newsletter, id, only)
  const inLanguage = texts.filter((text) => text.language === language)
  const [first] = inLanguage
  if (!first) {
    const [broken] = unread
    if (broken !== undefined && texts.length === 0) throw storyIssueUnread({ issue: broken })
    const all = only === undefined ? texts : (await findTold(config, newsletter, id)).texts
    const elsewhere = [...new Set(all.map((text) => `${text.file} (#${text.block})`))]
    throw storyNotTold({ id, language, where: only ?? 'any issue', elsewhere })
  }
  const same = inLanguage.filter((text) => text.issue === first.issue)
  const named = block?.trim().replace(/^#/, '')
  const chosen = named === undefined ? same : same.filter((text) => text.block === named)
  if (named !== undefined && chosen.length === 0) {
    const told = same.map((text) => text.block)
    throw storyBlockElse({ id, issue: first.issue, language, block: named, told })
  }
  return { issue: first.issue, texts: chosen }
}
