import type { Element, ElementContent } from 'hast'
import { toHtml } from 'hast-util-to-html'
import type { Brand } from '../../edition/brand.ts'
import type { ReportPart, ReportSection } from './report-parts.ts'

/** What of the brand a report wears. */
export type ReportLook = Pick<Brand, 'colours' | 'type'>

type Colour = keyof Brand['colours']

/** Colours by class, light inline and dark in the style sheet: mail apps that drop the sheet keep the light ones. */
const paints: Record<string, { colour?: Colour; ground?: Colour; edge?: Colour }> = {
  'wp-page': { ground: 'page' },
  'wp-box': { colour: 'text', ground: 'soft', edge: 'warn' },
  'wp-text': { colour: 'text' },
  'wp-muted': { colour: 'muted' },
  'wp-warn': { colour: 'warn' },
  'wp-link': { colour: 'accent' },
  'wp-cell': { colour: 'text', edge: 'rule' },
}

/** The dark colours. Each class stands twice in its selector, which is stronger than what a template says of all its `div`s. */
export function reportStyleSheet({ colours }: ReportLook): string {
  const rules = Object.entries(paints).map(([name, { colour, ground, edge }]) => {
    const declarations = [
      colour && `color:${colours[colour].dark}!important`,
      ground && `background:${colours[ground].dark}!important`,
      edge && `border-color:${colours[edge].dark}!important`,
    ]
    return `.${name}.${name}{${declarations.filter(Boolean).join(';')}}`
  })
  return `<style>@media (prefers-color-scheme:dark){${rules.join('')}}</style>`
}

/** A report as HTML to stand at the beginning of a body: one box with inline styles, in English whatever follows it. */
export function writeReportHtml(sections: readonly ReportSection[], look: ReportLook): string {
  const { type } = look
  const make = maker(look)
  const [first, ...rest] = sections
  const box = make('div', 'wp-box', `border-style:solid;border-width:3px 0;padding:24px 24px 8px;text-align:left`, [
    ...(first
      ? [make('h2', 'wp-warn', `margin:0 0 12px;font:700 24px/1.25 ${type.headingFamily}`, [first.title])]
      : []),
    ...(first?.parts ?? []).flatMap((part) => writePart(part, make)),
    ...rest.flatMap(({ title, parts }) => [
      make('h3', 'wp-text', `margin:24px 0 8px;font:700 19px/1.3 ${type.headingFamily}`, [title]),
      ...parts.flatMap((part) => writePart(part, make)),
    ]),
  ])
  const column = make('div', '', 'max-width:600px;margin:0 auto', [box])
  const page = make('div', 'wp-page', `padding:0 0 24px;font:16px/1.5 ${type.family};word-break:break-word`, [column])
  page.properties = { ...page.properties, lang: 'en', dir: 'ltr' }
  return toHtml(page)
}

type Make = (tagName: string, name: string, style: string, children: (ElementContent | string)[]) => Element

function maker({ colours }: ReportLook): Make {
  return (tagName, name, style, children) => {
    const { colour, ground, edge } = paints[name] ?? {}
    const painted = [
      colour && `color:${colours[colour].light}`,
      ground && `background:${colours[ground].light}`,
      style,
      edge && `border-color:${colours[edge].light}`,
    ]
    return {
      type: 'element',
      tagName,
      properties: {
        ...(name !== '' && { className: [name] }),
        ...(painted.some(Boolean) && { style: painted.filter(Boolean).join(';') }),
      },
      children: children.map((child) => (typeof child === 'string' ? { type: 'text', value: child } : child)),
    }
  }
}

const paragraph = 'margin:0 0 10px'
const list = 'margin:0 0 10px;padding:0 0 0 22px'
const item = 'margin:0 0 8px'

function writePart(part: ReportPart, make: Make): Element[] {
  switch (part.kind) {
    case 'text':
      return [make('p', 'wp-text', paragraph, [part.text])]
    case 'list':
      return [
        make(
          'ul',
          'wp-text',
          list,
          part.items.map((text) => make('li', '', item, [text])),
        ),
      ]
    case 'facts':
      return part.facts.map(({ label, value }) =>
        make('p', 'wp-text', 'margin:0 0 4px', [make('strong', '', '', [`${label}: `]), value]),
      )
    case 'findings':
      return [
        make('p', part.grave ? 'wp-warn' : 'wp-text', 'margin:14px 0 8px;font-weight:700', [part.label]),
        make(
          'ul',
          'wp-text',
          list,
          part.findings.map((finding) => writeFinding(finding, make)),
        ),
      ]
    case 'table':
      return [writeTable(part, make)]
    case 'command':
      return [
        make('p', 'wp-text', paragraph, [make('code', '', 'font:14px/1.5 Consolas,Menlo,monospace', [part.command])]),
      ]
    case 'link':
      return [
        make('p', 'wp-text', paragraph, [
          link(make('a', 'wp-link', 'font-weight:700;text-decoration:underline', [part.label]), part.href),
        ]),
      ]
  }
}

function writeFinding(
  { place, reason, hint }: Extract<ReportPart, { kind: 'findings' }>['findings'][number],
  make: Make,
): Element {
  return make('li', '', 'margin:0 0 12px', [
    ...(place === '' ? [] : [make('div', 'wp-muted', 'font-size:14px', [place])]),
    make('div', 'wp-text', '', [reason]),
    // A hint may show a line to be typed as it is.
    make('div', 'wp-muted', 'white-space:pre-wrap', [hint]),
  ])
}

function writeTable({ head, rows }: Extract<ReportPart, { kind: 'table' }>, make: Make): Element {
  const cell = (tag: string, text: string, column: number): Element =>
    make(
      tag,
      'wp-cell',
      `padding:6px ${column === 0 ? '10px' : '0'} 6px 0;border-style:solid;border-width:0 0 1px;text-align:${column === 0 ? 'left' : 'right'};vertical-align:top`,
      [text],
    )
  const columns = head.map((text, column) => {
    const heading = cell('th', text, column)
    heading.properties.scope = 'col'
    return heading
  })
  return make('table', '', 'width:100%;margin:0 0 12px;border-collapse:collapse;font-size:16px', [
    make('thead', '', '', [make('tr', '', '', columns)]),
    make(
      'tbody',
      '',
      '',
      rows.map((row) =>
        make(
          'tr',
          '',
          '',
          row.map((text, column) => cell('td', text, column)),
        ),
      ),
    ),
  ])
}

function link(element: Element, href: string): Element {
  element.properties.href = href
  return element
}
