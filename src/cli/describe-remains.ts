import { localDay } from '../newsletter/approval/local-day.ts'
import type { MailedStory, Remains } from '../newsletter/stories/find-remains.ts'
import type { WithdrawResult } from '../newsletter/stories/withdraw-story.ts'
import { plural, thousands } from './print.ts'

const shownMost = 12

/** What a withdrawal did, and where else the story went, for the one who has to see to it; days in the newsletter's timezone. */
export function describeRemains(result: Extract<WithdrawResult, { kind: 'withdrawn' }>): string[] {
  const { id, again, kept, remains } = result
  const lines = [
    again
      ? `${id} had been withdrawn before. Nothing tells it; this is where it went.`
      : `${id} is withdrawn. From now on no page, proof or issue tells it, and its pictures are answered with a plain grey one.`,
    kept
      ? 'What was written down about the consent is kept, sealed, because of --keep.'
      : 'What was written down about the consent is deleted; only the fact and the day are kept.',
    ...describeHalted(result.halted),
    ...describeMails(id, remains),
    ...describeFiles(remains),
    ...describeHistory(remains),
    ...describeCopies(id, remains),
    ...remains.unseen.map((sentence) => `\n${sentence} Look for ${id} there yourself.`),
    '',
    `Backups of the list made before today still hold the record, sealed, until you delete them. Restoring one over this list does not bring the story back; where this list is lost, it does: then withdraw ${id} again. Do not announce the withdrawal to readers unless the teller wants that. \`npx wayforward stories withdraw ${id}${kept ? ' --keep' : ''}\` shows this again.`,
  ]
  return lines
}

function section(title: string, lines: string[]): string[] {
  if (lines.length === 0) return []
  const more = lines.length - shownMost
  const shown = more > 0 ? [...lines.slice(0, shownMost), `and ${more} more (--json lists them)`] : lines
  return ['', title, ...shown.map((line) => `  ${line}`)]
}

function describeHalted(halted: string[]): string[] {
  return section(
    'Stopped on their way, within one batch:',
    halted.map(
      (issue) => `${issue}: \`npx wayforward cancel ${issue}\` gives up the rest; then send it anew without the story`,
    ),
  )
}

function describeMails(id: string, { mails, proofs, elsewhere, timezone }: Remains): string[] {
  const describeMail = (mail: MailedStory): string => describeMailed(mail, timezone)
  const real = mails.filter(({ provider }) => provider !== 'outbox')
  const rehearsed = mails.filter(({ provider }) => provider === 'outbox')
  return [
    ...section('Mails that nobody can take back:', real.map(describeMail)),
    ...section(
      'Rehearsals, which are only here; `npx wayforward outbox ISSUE --clear` drops them:',
      rehearsed.map(describeMail),
    ),
    ...section(
      'Proofs that went to the editors; ask them to delete the mail:',
      proofs.map((issue) => issue),
    ),
    ...section(
      `Also given to; ask there to take ${id} down:`,
      elsewhere.map(({ channel, where, at }) => `${channel}: ${where}, ${localDay(Date.parse(at), timezone)}`),
    ),
  ]
}

function describeMailed({ issue, at, languages, submitted, held, pending }: MailedStory, zone: string): string {
  const counts = [
    `${thousands(submitted)} submitted`,
    ...(held > 0 ? [`${thousands(held)} perhaps`] : []),
    ...(pending > 0 ? [`${thousands(pending)} stopped before they went`] : []),
  ]
  return `${issue}, ${localDay(Date.parse(at), zone)}, in ${languages.join(', ')}: ${counts.join(', ')}`
}

function describeFiles({ texts, pictures, shared }: Remains): string[] {
  return [
    ...section('Take the block out of these files, and commit that:', [
      ...texts.map(({ file, line }) =>
        line === null ? `${file} (it cannot be read; look for it)` : `${file}:${line}`,
      ),
      ...pictures.map((file) => `${file} (a picture of it; delete it unless something else shows it)`),
    ]),
    ...section(
      'Pictures that are still served, because something else shows them too; decide whether they may stay:',
      shared,
    ),
  ]
}

function describeHistory({ history, timezone }: Remains): string[] {
  if (!history) return []
  const { commits, since, files } = history
  return [
    ...section(
      `Git remembers it in ${plural(commits, 'commit')} since ${since.commit} (${localDay(Date.parse(since.at), timezone)}), also after the files are gone:`,
      files,
    ),
    '  Whoever keeps the repository can rewrite its history (git filter-repo does that), everybody who has a copy then clones it anew, and the host is asked to drop what it kept.',
  ]
}

function describeCopies(id: string, { copies }: Remains): string[] {
  return [
    ...section('Written by `build`; delete them here, and wherever you put a copy:', copies),
    ...(copies.length > 0
      ? []
      : [
          '',
          `Where you put copies made with \`build --out\` or by hand, look for ${id}'s issues there and put up new ones.`,
        ]),
  ]
}
