import type { Root } from 'hast'
import { findElements } from '../inspection.ts'
import { type Declaration, makeDeclaration, readSelector, type StyleRule } from './style-rules.ts'

/** The rules that colour a mail. Absent where it cannot be told: a selector nobody here reads sets colours. */
export interface StyleSheets {
  light?: StyleRule[]
  /** Absent too where nothing is said for dark mode: every mail program then does something else. */
  dark?: StyleRule[]
}

const colouring = /^(color|background|background-color|background-image|display|visibility|opacity)$/

// States that pass, and hooks that only Outlook's own dark mode answers to.
const passing = /:(hover|active|focus|visited|link)\b|\[(data-ogs[cb]|owa)\]|^u\s*[+~]/i

/** Read the style sheets of a mail for what they say of colours. */
export async function readStyleSheets(tree: Root): Promise<StyleSheets> {
  const { parseCss } = await import('caniemail')
  const light: StyleRule[] = []
  const dark: StyleRule[] = []
  const unread = new Set<'light' | 'dark'>()

  const read = (rule: object, into: ('light' | 'dark')[]): void => {
    const { selectors = [], declarations = [] } = rule as { selectors?: string[]; declarations?: object[] }
    const set = declarations.flatMap((one) => asDeclaration(one)).filter(({ property }) => colouring.test(property))
    if (set.length === 0) return
    for (const selector of selectors) {
      if (passing.test(selector)) continue
      // The page's own ground, under every mail.
      const parsed = readSelector(selector === ':root' ? 'html' : selector)
      for (const mode of into) {
        if (parsed === undefined) unread.add(mode)
        else (mode === 'light' ? light : dark).push({ ...parsed, declarations: set })
      }
    }
  }

  let forDark = false
  for (const element of findElements(tree, 'style')) {
    const text = element.children.map((child) => (child.type === 'text' ? child.value : '')).join('')
    for (const rule of parseCss(text).stylesheet.rules) {
      if (rule.type === 'rule') read(rule, ['light', 'dark'])
      if (rule.type !== 'media' || !('media' in rule) || !('rules' in rule)) continue
      const media = String(rule.media).toLowerCase().replaceAll(/\s/g, '')
      const modes = /^(all|screen|onlyscreen)$/.test(media) ? (['light', 'dark'] as const) : darkOnly(media)
      if (modes.length === 1) forDark = true
      for (const inner of (rule.rules ?? []) as { type: string }[]) if (inner.type === 'rule') read(inner, [...modes])
    }
  }
  return {
    ...(!unread.has('light') && { light }),
    ...(forDark && !unread.has('dark') && { dark }),
  }
}

function darkOnly(media: string): readonly 'dark'[] {
  return /^((only)?screenand)?\(prefers-color-scheme:dark\)$/.test(media) ? ['dark'] : []
}

function asDeclaration(one: object): Declaration[] {
  const { property, value } = one as { property?: string; value?: string }
  return property === undefined || value === undefined ? [] : [makeDeclaration(property, value)]
}
