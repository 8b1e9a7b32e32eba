import { toHtml } from 'hast-util-to-html'
import { composeNotice } from '../../delivery/compose-notice.ts'
import { sendNotices } from '../send-notices.ts'
import type { Turn } from './turn.ts'

/** A word to every editor. */
interface Word {
  /** Said once under this name, whoever says it and however often. Without an address in it. */
  key: string
  subject: string
  /** A paragraph each. */
  lines: string[]
}

/** Mail every editor. With no editors to tell, it goes to `warn` alone. */
export async function tellEditors(turn: Turn, { key, subject, lines }: Word): Promise<void> {
  const { config, list, newsletter, clock, signal, warn } = turn
  const editors = await list.editors.list()
  if (editors.length === 0) {
    warn(`There are no editors to tell: “${subject}” Add some with \`npx wayforward editors add\`.`)
    return
  }
  const text = `${lines.join('\n\n')}\n\n— Wayforward, for ${newsletter.name}\n`
  const notices = editors.map((editor) => ({
    key: `${key}/${editor.id}`,
    kind: 'schedule' as const,
    message: composeNotice(newsletter, {
      to: editor.address,
      subject: `[${newsletter.name}] ${subject}`,
      text,
      html: htmlOf([...lines, `— Wayforward, for ${newsletter.name}`]),
    }),
  }))
  await sendNotices(config, list, notices, { newsletter, clock, signal, warn })
}

function htmlOf(lines: string[]): string {
  const paragraphs = lines.map((line) => ({
    type: 'element' as const,
    tagName: 'p',
    properties: { style: 'max-width: 36em; margin: 0 0 1em; font: 16px/1.5 sans-serif' },
    children: line
      .split('\n')
      .flatMap((part, index) => [
        ...(index > 0 ? [{ type: 'element' as const, tagName: 'br', properties: {}, children: [] }] : []),
        { type: 'text' as const, value: part },
      ]),
  }))
  const body = toHtml({ type: 'root', children: paragraphs })
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Wayforward</title></head><body>${body}</body></html>`
}
