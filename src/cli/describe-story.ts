import { localDay } from '../newsletter/approval/local-day.ts'
import type { StorySummary, StoryView } from '../newsletter/stories/story-view.ts'
import { formatTable, plural } from './print.ts'

const stateWords: Record<StorySummary['state'], string> = {
  given: 'holds',
  not_begun: 'not begun',
  expired: 'ran out',
  withdrawn: 'withdrawn',
}

/** Records as a table; days are those of the newsletter's timezone. */
export function describeStories(stories: StorySummary[], zone: string): string {
  const rows = stories.map(({ id, state, expires, daysLeft, languages, approved, withdrawnAt }) => [
    id,
    withdrawnAt === null ? stateWords[state] : `withdrawn ${localDay(Date.parse(withdrawnAt), zone)}`,
    expires === null || daysLeft === null ? '' : `${expires} (${daysWords(daysLeft)})`,
    languages.map((language) => (approved.includes(language) ? language : `${language}: not read yet`)).join(', '),
  ])
  return formatTable(['record', 'consent', 'until', 'languages'], rows)
}

function daysWords(days: number): string {
  return days < 0 ? `${plural(-days, 'day')} ago` : days === 0 ? 'today' : `${plural(days, 'day')} left`
}

/** One record, line by line; days are those of the newsletter's timezone. */
export function describeStory({ id, state, record, uses, missing, withdrawnAt }: StoryView, zone: string): string[] {
  const day = (at: number): string => localDay(at, zone)
  if (!record) {
    const on = withdrawnAt === null ? '' : ` on ${day(Date.parse(withdrawnAt))}`
    return [`${id}: withdrawn${on}. Nothing else is known of it.`, ...describeUses(uses, day)]
  }
  const { identity, photo, obtained, scope, attorneyReview, history } = record
  const yesNo = (value: boolean): string => (value ? 'yes' : 'no')
  const facts: [string, string | undefined][] = [
    ['consent', `${stateWords[state]}, from ${record.starts} until ${record.expires}`],
    ['asked by', `${obtained.by}, ${obtained.on}, ${obtained.how}`],
    [
      'language',
      [record.language, record.interpreter && `interpreted by ${record.interpreter}`].filter(Boolean).join(', '),
    ],
    ['guardian', record.guardian],
    ['purpose', record.purpose],
    ['told in', `${scope.channels.join(', ')}; ${scope.languages.join(', ')}`],
    ['platforms', scope.social.join(', ')],
    ['named', [identity.form, identity.shownAs && `shown as ${identity.shownAs}`].filter(Boolean).join(', ')],
    ['face, voice', `${yesNo(identity.face)}, ${yesNo(identity.voice)}`],
    ['place', identity.place],
    [
      'pictures',
      `${yesNo(photo.allowed)}${photo.blur ? ', faces blurred' : ''}${photo.credit ? `, ${photo.credit}` : ''}`,
    ],
    ['may tell', record.details.join(', ')],
    ['own words', record.selfTerms.join(', ')],
    [
      'attorney',
      attorneyReview &&
        `${attorneyReview.by}, ${attorneyReview.on}${attorneyReview.pendingCase ? ', a case is pending' : ''}`,
    ],
    ['paid', record.compensation],
    ['mail is final', yesNo(record.emailIrrevocable)],
    ['kept out', record.keptOut > 0 ? 'names and words, as codes that nobody can read back' : 'nothing'],
    ['reach', record.reach ?? (record.hasReach ? 'written down; --show-reach shows it' : undefined)],
  ]
  const known = facts.filter(([, value]) => value !== undefined && value !== '')
  const width = Math.max(...known.map(([name]) => name.length))
  return [
    id,
    ...known.map(([name, value]) => `  ${name.padEnd(width)}  ${value}`),
    ...Object.entries(record.approved).flatMap(([language, texts]) =>
      texts.map(
        ({ issue, block, at, by, how }) =>
          `  ${language} of ${issue} (#${block}) was read to them on ${day(at)} by ${by}: ${how}`,
      ),
    ),
    ...describeUses(uses, day),
    'What happened:',
    ...history.map(({ at, what, by }) => `  ${day(at)}  ${what} (${by})`),
    ...(missing.length > 0
      ? ['Before it may be told today:', ...missing.map((line) => `  ${line}`)]
      : ['It may be told today.']),
  ]
}

function describeUses(uses: StoryView['uses'], day: (at: number) => string): string[] {
  if (uses.length === 0) return ['It went nowhere yet.']
  return [
    'Where it went:',
    ...uses.map(({ at, issue, language, channel }) =>
      issue.startsWith('proof/')
        ? `  ${day(at)}  the proof of ${issue.slice('proof/'.length)} for the editors, ${language}`
        : `  ${day(at)}  ${issue}, ${language}, ${channel}`,
    ),
  ]
}
