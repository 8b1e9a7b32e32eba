import type { Editor } from '../../approval/editor.ts'
import { composeNotice } from '../../delivery/compose-notice.ts'
import type { Notice } from '../../delivery/notice.ts'
import { directionOf } from '../../edition/direction.ts'
import { escapeHtml } from '../../edition/slots.ts'
import type { PageSettings } from '../page-settings.ts'
import { type DeskWords, fillWords } from './desk-words.ts'

interface LinkMail {
  settings: PageSettings
  language: string
  words: DeskWords
  editor: Editor
  issue: string
  /** Where the page with the button is. */
  href: string
  /** Distinguishes this mail from the others to the same editor; says nothing about the link. */
  number: string
}

/** The mail with a sign-in link: small on purpose, text that wraps and one link, in the editor's language. */
export function composeLinkMail({ settings, language, words, editor, issue, href, number }: LinkMail): Notice {
  const { newsletter, brand } = settings
  const values = { newsletter: newsletter.name, issue }
  const [said, ignore] = [fillWords(words.mail_text, values), fillWords(words.mail_ignore, values)]
  const { colours, type } = brand
  const button = `display:inline-block;padding:14px 28px;border-radius:8px;background-color:${colours.accent.light};color:${colours.onAccent.light};font-weight:700;text-decoration:none`
  const html = `<!DOCTYPE html>
<html lang="${language}" dir="${directionOf(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(fillWords(words.mail_subject, values))}</title>
</head>
<body style="margin:0;padding:24px;font:${type.size}px/${type.lineHeight} ${type.family}">
<div style="max-width:32em">
<p style="margin:0 0 20px">${escapeHtml(said)}</p>
<p style="margin:0 0 20px"><a href="${escapeHtml(href)}" style="${button}">${escapeHtml(words.mail_button)}</a></p>
<p style="margin:0">${escapeHtml(ignore)}</p>
</div>
</body>
</html>
`
  return {
    key: `sign-in/${editor.id}/${number}`,
    kind: 'sign-in',
    message: composeNotice(newsletter, {
      to: editor.address,
      subject: fillWords(words.mail_subject, values),
      text: `${said}\n\n${href}\n\n${ignore}\n`,
      html,
    }),
  }
}
