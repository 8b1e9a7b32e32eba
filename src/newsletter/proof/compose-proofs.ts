import type { Editor } from '../../approval/editor.ts'
import { composeNotice } from '../../delivery/compose-notice.ts'
import type { Notice } from '../../delivery/notice.ts'
import type { Edition } from '../../edition/edition.ts'
import { fill } from '../../edition/slots.ts'
import type { Newsletter } from '../../issue/newsletter.ts'
import type { GatheredProof } from './gather-proof.ts'
import { insertReport, reportAlone } from './insert-report.ts'
import { proofLinks } from './proof-links.ts'
import { writeReportText } from './report-text.ts'
import { writeReport } from './write-report.ts'

/** What all notices of one proof share. */
export interface ProofMailing {
  gathered: GatheredProof
  newsletter: Newsletter
  origin: string
  /** The editions are those of the audience, not one a language with every block. */
  all: boolean
  /** Names the run, so that the same proof asked for twice by a person is mailed twice. */
  run: string
}

/** The proofs of one editor: what they read of the editions, or the report alone where that is nothing. */
export function composeProofs(editor: Editor, mailing: ProofMailing): { edition: string; notice: Notice }[] {
  const { languages } = editor
  const read = mailing.gathered.editions.filter(
    ({ language }) => languages.length === 0 || languages.includes(language),
  )
  if (read.length === 0) return [{ edition: 'report', notice: composeReport(editor, mailing) }]
  return read.map((edition) => ({ edition: edition.id, notice: composeProof(editor, edition, mailing) }))
}

function composeProof(editor: Editor, edition: Edition, mailing: ProofMailing): Notice {
  const { gathered, origin, all } = mailing
  const { report, look } = gathered
  const { id, language } = edition
  // Their own name, as a reader sees theirs.
  const values = { ...proofLinks(origin), name: editor.name }
  const subject = fill(edition.subject, values)
  const preheader = gathered.preheaders.get(language) ?? ''
  const sections = writeReport(report, { id, language, shown: { subject, preheader, whole: !all } })
  return noticeOf(editor, id, mailing, {
    subject: `[PROOF] ${all ? `${id}: ` : ''}${subject}`,
    html: insertReport(fill(edition.html, values), sections, look),
    text: `${writeReportText(sections)}\n\n${fill(edition.text, values)}`,
  })
}

function composeReport(editor: Editor, mailing: ProofMailing): Notice {
  const { report, look, editions } = mailing.gathered
  const sections = writeReport(report, { id: 'report', language: 'en', unread: editions.length > 0 })
  return noticeOf(editor, 'report', mailing, {
    subject: `[PROOF] ${report.issue}: the report`,
    html: reportAlone(sections, look),
    text: writeReportText(sections),
  })
}

function noticeOf(
  { id, address }: Editor,
  edition: string,
  { gathered, newsletter, run }: ProofMailing,
  parts: { subject: string; html: string; text: string },
): Notice {
  return {
    key: `proof/${gathered.report.issue}/${run}/${edition}/${id}`,
    kind: 'proof',
    message: composeNotice(newsletter, { to: address, ...parts }),
  }
}
