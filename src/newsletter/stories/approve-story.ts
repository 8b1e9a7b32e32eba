import type { Config } from '../../config.ts'
import { findIssue } from '../../issue/find-issue.ts'
import type { Newsletter } from '../../issue/newsletter.ts'
import { readNewsletter } from '../../issue/read-newsletter.ts'
import { languageUnknown, newsletterBroken } from '../problems.ts'
import { openExistingList } from '../scratch-list.ts'
import { changeStory, findStory, requireGiven } from './find-story.ts'
import { findTold, type ToldText } from './find-told.ts'
import { storyIssueUnread, storyLanguageOutside, storyNotTold, storyTextAmbiguous } from './problems.ts'
import { cleanSaid, type Said } from './story-words.ts'

export interface ApproveStoryRequest extends Said {
  id: string
  /** The name of its folder or a unique part of it; the newest that tells the story in this language when absent. */
  issue?: string
  language: string
  /** Shown the text before it is recorded: is it what the teller heard? */
  confirm: (text: ToldText) => Promise<boolean>
  warn: (message: string) => void
  now: number
}

export interface ApproveStoryResult {
  kind: 'approved' | 'declined'
  id: string
  issue: string
  language: string
  /** SHA-256 of what is told. */
  hash: string
  /** The block as it stands in the file. */
  text: string
  /** They had agreed to exactly this before. */
  again: boolean
}

/**
 * Record a teller's word on the text of one language, exactly as it stands now.
 *
 * @throws Problem story_unknown, story_withdrawn, story_word_missing, story_language_outside, story_not_told,
 * story_text_ambiguous, story_issue_unread, language_unknown, newsletter_broken, and those of the list and of finding issues
 */
export async function approveStory(config: Config, request: ApproveStoryRequest): Promise<ApproveStoryResult> {
  const { language, warn, now } = request
  const { by, how } = cleanSaid(request)
  const { newsletter } = await readNewsletter(config.issuesFolder)
  if (!newsletter) throw newsletterBroken()
  if (!newsletter.languages.includes(language)) throw languageUnknown({ language, known: newsletter.languages })
  const list = await openExistingList(config, warn)
  try {
    const { id, scope, approved } = requireGiven(await findStory(list, request.id))
    if (!scope.languages.includes(language)) throw storyLanguageOutside({ id, language, allowed: scope.languages })
    const text = await chooseText(config, newsletter, { ...request, id })
    const { issue, textHash: hash } = text
    const result = { id, issue, language, hash, text: text.markdown, again: approved[language]?.hash === hash }
    if (!(await request.confirm(text))) return { kind: 'declined', ...result }
    await changeStory(list, id, (record) => ({
      ...record,
      approved: { ...record.approved, [language]: { hash, at: now, by, how } },
      history: [...record.history, { at: now, what: `approved the ${language} of ${issue}: ${how}`, by }],
    }))
    return { kind: 'approved', ...result }
  } finally {
    await list.close()
  }
}

async function chooseText(
  config: Config,
  newsletter: Newsletter,
  { id, issue, language }: Pick<ApproveStoryRequest, 'id' | 'issue' | 'language'>,
): Promise<ToldText> {
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
  if (new Set(same.map(({ textHash }) => textHash)).size > 1) {
    throw storyTextAmbiguous({ id, issue: first.issue, language, blocks: same.map(({ block }) => block) })
  }
  return first
}
