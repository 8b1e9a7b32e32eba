import { defineProblem } from '../problem/problem.ts'

export const approvalMissing = defineProblem<{ issue: string; missing: string[]; voided?: string; editors: boolean }>(
  'approval_missing',
  'error',
  ({ issue, missing, voided }) =>
    `${issue} is not approved, so nobody was mailed. ${voided ? `${voided} ` : ''}Still missing: ${missing.join('; ')}.`,
  ({ issue, editors }) =>
    `${editors ? '' : 'Add who may approve: `npx wayforward editors add ADDRESS --name NAME --role approver`. '}An approver reads the proof and then runs \`npx wayforward approve ${issue} --by NAME\`; \`npx wayforward status ${issue}\` shows how it stands.`,
)

export const legalOutOfDate = defineProblem<{ id: string; until: string; today: string }>(
  'legal_out_of_date',
  'error',
  ({ id, until, today }) =>
    `The legal information in “${id}” could be relied on until ${until}, and today is ${today}: it is not mailed.`,
  () => 'Have counsel read it again and set reviewed and until to the new dates, or take the block out.',
)

export const approverUnnamed = defineProblem(
  'approver_unnamed',
  'error',
  () => 'Nobody is named as the one who approves, and an approval is a person’s word.',
  () => 'Give the name of an editor: --by "Ana Nguyễn". `npx wayforward editors list` shows who there is.',
)

export const editorUnknown = defineProblem<{ name: string | undefined; meant: string | undefined }>(
  'editor_unknown',
  'error',
  ({ name }) => (name === undefined ? 'No editor has that address.' : `No editor is called “${name}”.`),
  ({ meant }) =>
    `${meant === undefined ? '' : `Did you mean “${meant}”? `}\`npx wayforward editors list\` shows who there is; \`npx wayforward editors add ADDRESS --name NAME --role approver\` adds somebody.`,
)

export const editorAmbiguous = defineProblem<{ name: string; names: string[] }>(
  'editor_ambiguous',
  'error',
  ({ name, names }) => `“${name}” could be ${names.length} editors: ${names.join(', ')}.`,
  () => 'Give the e-mail address instead of the name.',
)

export const editorNameEmpty = defineProblem(
  'editor_name_empty',
  'error',
  () => 'An editor needs a name: it stands beside what they approve.',
  () => 'Give it with --name "Ana Nguyễn".',
)

export const approverIsWriter = defineProblem<{ name: string }>(
  'approver_is_writer',
  'error',
  ({ name }) => `${name} is a writer, and writers do not approve issues.`,
  () =>
    'Ask an approver or counsel. Who they are says `npx wayforward editors list`; `editors add` with the same address and --role approver makes an editor an approver.',
)

export const approvalByLastWriter = defineProblem<{ name: string; issue: string; files: string[]; day: string }>(
  'approval_by_last_writer',
  'error',
  ({ name, issue, files, day }) =>
    `${name} wrote last in ${issue} (${listFew(files)}, on ${day}), and who wrote last does not approve: another pair of eyes has to see it.`,
  () =>
    'Ask another approver. Where nobody else is there, `signOffs: {writerMayApprove: true}` in issues/newsletter.yaml allows it.',
)

export const approvalNeedsGit = defineProblem<{ issue: string; why: string }>(
  'approval_needs_git',
  'error',
  ({ issue, why }) =>
    `Who wrote last in ${issue} cannot be told: ${why}. So nobody can tell whether they approve their own words.`,
  () =>
    'Keep issues/ and templates/ in git and commit the issue. Without git, `signOffs: {writerMayApprove: true}` in issues/newsletter.yaml lets anybody approve.',
)

export const issueUncommitted = defineProblem<{ issue: string; files: string[] }>(
  'issue_uncommitted',
  'error',
  ({ issue, files }) =>
    `${issue} has changes that are in no commit (${listFew(files)}), so nobody can tell who wrote them.`,
  () => 'Commit them as the person who wrote them (`git add issues templates`, `git commit`), then approve.',
)

export const approvalTooLate = defineProblem<{ issue: string; over: boolean; same: boolean }>(
  'approval_too_late',
  'error',
  ({ issue, over, same }) =>
    over
      ? `${issue} went out already${same ? ', with exactly this content' : ''}. There is nothing left to approve.`
      : `${issue} is on its way: who gets what is fixed, and no word changes it any more.`,
  ({ issue, over }) =>
    over
      ? `\`npx wayforward status ${issue}\` shows who approved what was sent. \`npx wayforward correct ${issue}\` mends what is wrong in it.`
      : `\`npx wayforward cancel ${issue}\` stops what has not gone out yet.`,
)

export const approvalChanged = defineProblem<{ issue: string }>(
  'approval_changed',
  'error',
  ({ issue }) => `${issue} has changed since you opened it, so your approval was not taken.`,
  () => 'Read it again as it is now, and approve that.',
)

export const approvalNotThere = defineProblem<{ issue: string; name: string }>(
  'approval_not_there',
  'error',
  ({ issue, name }) => `${name} has not approved ${issue}, so there is nothing to take back.`,
  ({ issue }) => `\`npx wayforward status ${issue}\` shows who has.`,
)

export const signOffKindUnknown = defineProblem<{ kind: string; meant: string | undefined; known: string[] }>(
  'sign_off_kind_unknown',
  'error',
  ({ kind }) =>
    `signOffs in newsletter.yaml asks counsel to approve “${kind}”, and there is no kind of block called that, so counsel would never be asked.`,
  ({ meant, known }) => `${meant === undefined ? '' : `Did you mean “${meant}”? `}The kinds are: ${known.join(', ')}.`,
)

function listFew(names: string[]): string {
  const more = names.length - 3
  return more > 0 ? `${names.slice(0, 3).join(', ')} and ${more} more` : names.join(', ')
}
