import type { Schema } from 'hast-util-sanitize'

/** The tags authored prose may become. brand.yaml may style each of them. */
export const proseTags = [
  'p', 'a', 'strong', 'em', 'del', 'code', 'br', 'img',
  'ul', 'ol', 'li', 'blockquote', 'h3', 'h4', 'hr',
  'table', 'thead', 'tbody', 'tr', 'th', 'td',
] as const // biome-ignore format: by family

/**
 * What of an author's Markdown may reach a mail. Pictures are further limited to the issue's own, and links to whole
 * addresses, after this. Markdown makes no HTML of HTML, so this is the second lock, not the first.
 */
export const proseSchema: Schema = {
  tagNames: [...proseTags],
  attributes: {
    a: ['href'],
    img: ['src', 'alt'],
    ol: ['start'],
    th: ['align'],
    td: ['align'],
  },
  protocols: { href: ['http', 'https', 'mailto', 'tel'], src: [] },
  required: {},
  ancestors: {
    thead: ['table'],
    tbody: ['table'],
    tr: ['table'],
    th: ['table'],
    td: ['table'],
  },
  clobber: [],
  strip: ['script', 'style'],
  allowComments: false,
  allowDoctypes: false,
}
