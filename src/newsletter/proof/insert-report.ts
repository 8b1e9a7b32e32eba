import { visit } from 'unist-util-visit'
import { parseHtml } from '../../edition/slot-contexts.ts'
import { type ReportLook, reportStyleSheet, writeReportHtml } from './report-html.ts'
import type { ReportSection } from './report-parts.ts'

/**
 * Put a report above a rendered mail: its box as the first thing in the body, its dark colours at the end of the head. The
 * rest keeps every byte.
 */
export function insertReport(html: string, sections: readonly ReportSection[], look: ReportLook): string {
  const { head, body } = findPlaces(html)
  const styles = reportStyleSheet(look)
  return `${html.slice(0, head)}${styles}${html.slice(head, body)}${writeReportHtml(sections, look)}${html.slice(body)}`
}

/** A mail that is nothing but a report. */
export function reportAlone(sections: readonly ReportSection[], look: ReportLook): string {
  const title = (sections[0]?.title ?? 'Proof').replace(/[&<>]/g, '')
  const body = `<body style="margin:0;background:${look.colours.page.light}" class="wp-page">${writeReportHtml(sections, look)}</body>`
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><title>${title}</title>${reportStyleSheet(look)}</head>${body}</html>`
}

/** Offsets of the end of the head's content and of the beginning of the body's. Where a template writes neither: the beginning. */
function findPlaces(html: string): { head: number; body: number } {
  let head: number | undefined
  let body: number | undefined
  visit(parseHtml(html), 'element', ({ tagName, data }) => {
    if (tagName === 'head') head = data?.position?.closing?.start.offset
    if (tagName === 'body') body = data?.position?.opening?.end.offset
  })
  const start = body ?? 0
  return { head: head !== undefined && head <= start ? head : start, body: start }
}
