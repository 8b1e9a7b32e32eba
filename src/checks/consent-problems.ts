import { defineProblem } from '../problem/problem.ts'
import type { Channel, RiskDetail } from '../stories/record.ts'

interface Story {
  /** The record: `s-014`. */
  id: string
  block: string
}

const day = (at: number): string => new Date(at).toISOString().slice(0, 10)

const places: Record<Channel, string> = {
  email: 'in the newsletter',
  web: 'on the web',
  archive: 'in the archive',
  share: 'in the kit for allies',
  print: 'in print',
  press: 'in the press',
  social: 'on social media',
  ads: 'in advertisements',
}

const show = (id: string): string => `To see what they agreed to: npx wayforward stories show ${id}`

/** The new form takes the place of the first one: it is filled in whole. */
const amend = (id: string): string => `npx wayforward stories amend ${id} FORM.yaml --by "your name"`

export const consentUnverified = defineProblem<Story>(
  'consent_unverified',
  'warn',
  ({ id, block }) =>
    `The story “${block}” belongs to its teller (${id}), and what they agreed to is kept where the list is, not here.`,
  () => 'Go on writing. Before the issue goes out, check it on the machine that has the list.',
)

export const consentMissing = defineProblem<Story>(
  'consent_missing',
  'error',
  ({ id, block }) => `Nobody has written down that the teller of “${block}” agreed: there is no record ${id}.`,
  () =>
    'Look for the right number with npx wayforward stories list, or ask the teller and write it down: npx wayforward stories add --blank prints the form.',
)

export const consentWithdrawn = defineProblem<Story & { on: number }>(
  'consent_withdrawn',
  'error',
  ({ id, block, on }) =>
    `The teller of “${block}” (${id}) withdrew their story on ${day(on)}. It may not be told any more.`,
  () => 'Take the block out of every language, with its pictures.',
)

export const consentNotBegun = defineProblem<Story & { starts: string; date: string }>(
  'consent_not_begun',
  'error',
  ({ id, block, starts, date }) => `The story “${block}” (${id}) may be told from ${starts} on, not yet on ${date}.`,
  () => 'Keep it for a later issue, or ask the teller whether it may be told sooner.',
)

export const consentExpired = defineProblem<Story & { expires: string; date: string }>(
  'consent_expired',
  'error',
  ({ id, block, expires, date }) =>
    `What the teller of “${block}” (${id}) agreed to ended on ${expires}, before ${date}.`,
  ({ id }) =>
    `Ask them again, then: npx wayforward stories renew ${id} --until YYYY-MM-DD --by "your name" --how "how you asked". If they say no, take the block out.`,
)

export const consentChannel = defineProblem<Story & { channel: Channel; allowed: Channel[] }>(
  'consent_channel',
  'error',
  ({ id, block, channel, allowed }) =>
    `The teller of “${block}” (${id}) did not agree to having it told ${places[channel]}, only ${allowed.map((one) => places[one]).join(', ')}.`,
  ({ id }) => `Take the block out, or ask the teller. ${show(id)}`,
)

export const consentLanguage = defineProblem<Story & { language: string; allowed: string[] }>(
  'consent_language',
  'error',
  ({ id, block, language, allowed }) =>
    `The teller of “${block}” (${id}) did not agree to having it told in the language ${language}, only in ${allowed.join(', ')}.`,
  () =>
    'Take the block out of this file and write on its first line in the source: only="…" because="…". Or ask the teller.',
)

const approve = (id: string, language: string): string =>
  `npx wayforward stories approve ${id} --language ${language} --by "your name" --how "read aloud"`

export const consentTextUnapproved = defineProblem<Story & { language: string }>(
  'consent_text_unapproved',
  'error',
  ({ id, block, language }) =>
    `Nobody has written down that these words of “${block}” were read to the teller (${id}) in the language ${language}.`,
  ({ id, language }) => `Read them to the teller, pictures and all. If they agree: ${approve(id, language)}`,
)

export const consentTextChanged = defineProblem<Story & { language: string; approvedAt: number }>(
  'consent_text_changed',
  'error',
  ({ id, block, approvedAt }) =>
    `The words or pictures of “${block}” have changed since the teller (${id}) agreed to them on ${day(approvedAt)}.`,
  ({ id, language }) => `Read them again to the teller: ${approve(id, language)}. Or put them back to what was agreed.`,
)

export const consentEmailIrrevocable = defineProblem<Story>(
  'consent_email_irrevocable',
  'error',
  ({ id, block }) =>
    `The teller of “${block}” (${id}) was not told that a mail cannot be taken back, so it may go into no mail.`,
  ({ id }) => `Tell them. If they agree, fill in a new form: ${amend(id)}. If not, take the block out.`,
)

export const consentSpeaker = defineProblem<{ block: string; said: string; meant: string }>(
  'consent_speaker',
  'error',
  ({ block, said, meant }) =>
    `The translation says that “${block}” is told by ${said}, and the source says by ${meant}. A story has one teller, whose consent holds in every language.`,
  () => 'Take speaker="…" out of this line: a translation takes it over. If the source is wrong, mend it there.',
)

export const consentWordsElsewhere = defineProblem<Story & { words: string; where: string }>(
  'consent_words_elsewhere',
  'warn',
  ({ id, block, words, where }) =>
    `“${words}” stands in ${where}, and they are words of “${block}” (${id}). There nobody asks whether its teller agrees, and a withdrawal does not find them.`,
  ({ id }) =>
    `Say it in words of your own. Or, if it is to stand out, put it into a block of its own, :::quote{#a-name speaker="${id}"}, and read that to the teller too.`,
)

export const consentPictureElsewhere = defineProblem<Story & { path: string; where: string }>(
  'consent_picture_elsewhere',
  'warn',
  ({ id, block, path, where }) =>
    `The picture ${path} of “${block}” (${id}) is also shown in ${where}. If the teller withdraws, it stays there, and on our server.`,
  () => 'If it shows the teller or a place of theirs, show it in their story alone.',
)

export const consentPhoto = defineProblem<Story & { path: string }>(
  'consent_photo',
  'error',
  ({ id, block, path }) =>
    `“${block}” shows the picture ${path}, but its teller (${id}) did not agree to any picture with their story.`,
  () => 'Take the picture out of the block, or ask the teller.',
)

export const consentFace = defineProblem<Story & { path: string; blur: boolean }>(
  'consent_face',
  'suggest',
  ({ id, block, path, blur }) =>
    `The teller of “${block}” (${id}) asked that ${blur ? 'faces be made unrecognisable' : 'their face not be seen'}. Only a person can tell whether ${path} keeps to it.`,
  () => 'Look at the picture as a stranger would: faces, tattoos, name tags, house numbers, signs.',
)

export const consentShownAs = defineProblem<Story & { form: string }>(
  'consent_shown_as',
  'error',
  ({ id, block, form }) =>
    `The teller of “${block}” (${id}) is named by ${form === 'pseudonym' ? 'a pseudonym' : 'name'}, but the record does not say which name may be printed.`,
  ({ id }) => `Ask the teller and fill in a new form with the name: ${amend(id)}. Or tell the story without a name.`,
)

const titles: Record<RiskDetail, string> = {
  entry: 'how or when somebody entered the country',
  convictions: 'an arrest or a conviction',
  removal_order: 'a removal order or proceedings',
  family: 'a relative',
  health: 'somebody’s health',
  victimization: 'violence that somebody lived through',
  identifiers: 'a number, a date of birth or an address by which somebody can be found',
  school: 'a school',
  employer: 'an employer',
  minors: 'a child by name',
}

export const consentDetails = defineProblem<Story & { detail: RiskDetail; words: string }>(
  'consent_details',
  'error',
  ({ id, block, detail, words }) =>
    `“${words}” tells of ${titles[detail]}, which the teller of “${block}” (${id}) did not agree to by name (${detail}).`,
  ({ id, detail }) =>
    `Write it less exactly or leave it out: it can be used against them. If they want it told, ask them and an attorney, and fill in a new form with ${detail} among the details: ${amend(id)}`,
)

export const consentAttorney = defineProblem<Story & { detail: RiskDetail; words: string }>(
  'consent_attorney',
  'error',
  ({ id, block, detail, words }) =>
    `“${words}” tells of ${titles[detail]}. The teller of “${block}” (${id}) agreed, but no attorney has read it.`,
  ({ id }) =>
    `Have an attorney read the story for what it could do to the teller’s case, and fill in a new form that says who and when (attorneyReview): ${amend(id)}`,
)

/** Where words stand that may not; never the words. */
export interface DeniedPlace {
  /** A phrase: “line 12 of en.md”, “the metadata of picture 2 in the block “reentry””. */
  where: string
  /** The records whose tellers want them kept out. */
  ids: string[]
  hint: 'text' | 'file-name' | 'folder-name' | 'metadata'
}

const remedies: Record<DeniedPlace['hint'], string> = {
  text: 'Take the words out. Git remembers what was committed: if this was, tell who looks after the repository.',
  'file-name': 'Give the file another name, and write that name in the text.',
  'folder-name': 'Give the issue’s folder another name.',
  metadata:
    'Open the picture in a picture program and export it anew without metadata (author, caption, keywords), under the same name.',
}

export const consentName = defineProblem<DeniedPlace>(
  'consent_name',
  'error',
  ({ where, ids }) =>
    `There is a name or a place in ${where} that the teller of ${ids.join(', ')} asked to keep out. It is not repeated here, so that it gets into no log.`,
  ({ hint }) => remedies[hint],
)

export const imageLocation = defineProblem<{ path: string }>(
  'image_location',
  'warn',
  ({ path }) =>
    `The file ${path} says where on earth it was taken. Mails leave that out, but everybody who has these files can read it.`,
  () =>
    'Export the picture anew without its location, before git keeps it: share it from a phone with “Location” switched off, or let a picture program remove the metadata.',
)
