import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { readConfig } from '../../src/config.ts'
import type { Block, Document } from '../../src/document/document.ts'
import { exportTranslation } from '../../src/newsletter/translate/export-translation.ts'
import { importTranslation } from '../../src/newsletter/translate/import-translation.ts'
import { openTranslations } from '../../src/newsletter/translate/open-translation.ts'
import { readTranslationTable, type TableLine } from '../../src/newsletter/translate/translation-table.ts'

const columns = { source: 'English', target: 'Español' }

/** A newsletter's folder with one issue of the test's own, or the shipped ones. */
export class TranslationWorkspace {
  readonly folder = mkdtempSync(join(tmpdir(), 'wayforward-translate-'))
  readonly config = readConfig({}, this.folder)
  readonly table = join(this.folder, 'table.csv')

  constructor() {
    for (const part of ['issues', 'templates']) cpSync(resolve(part), join(this.folder, part), { recursive: true })
  }

  /** The issue that the tests write: the newest of all. */
  static readonly issue = '2025-01-tests'

  write(files: Record<string, string>): void {
    const folder = join(this.folder, 'issues', TranslationWorkspace.issue)
    rmSync(folder, { recursive: true, force: true })
    mkdirSync(folder)
    for (const [language, text] of Object.entries(files)) writeFileSync(join(folder, `${language}.md`), text)
  }

  read(language: string, issue = TranslationWorkspace.issue): string {
    return readFileSync(join(this.folder, 'issues', issue, `${language}.md`), 'utf8')
  }

  async export(issue = TranslationWorkspace.issue, stale = false) {
    rmSync(this.table, { force: true })
    return await exportTranslation(this.config, { language: 'es', name: issue, out: this.table, stale })
  }

  async lines(): Promise<TableLine[]> {
    return await readTranslationTable(this.table, columns)
  }

  /** Write the table as a spreadsheet would, from a change of each row; `undefined` drops a row. */
  async fill(change: (source: string, target: string) => [string, string] | undefined, separator = ','): Promise<void> {
    const cell = (text: string) => `"${text.replaceAll('"', '""')}"`
    const rows = (await this.lines()).flatMap(({ source, target }) => {
      const changed = change(source, target)
      return changed ? [changed.map(cell).join(separator)] : []
    })
    writeFileSync(this.table, `${[`English${separator}Español`, ...rows].join('\r\n')}\r\n`)
  }

  async import(issue = TranslationWorkspace.issue) {
    return await importTranslation(this.config, 'es', this.table, issue)
  }

  async documents(issue = TranslationWorkspace.issue): Promise<{ en: Document; es: Document | undefined }> {
    const { source, translations } = await openTranslations(this.config, issue)
    return { en: source.document, es: translations.get('es')?.document }
  }

  [Symbol.dispose](): void {
    rmSync(this.folder, { recursive: true, force: true })
  }
}

/** The words of a source cell, without the mark on top of it. */
export const wordsOf = (source: string): string => source.replace(/^⟦[^⟧]*⟧ /, '')

/** A block as a reader meets it: without places, comments and line wraps. */
export function plainBlock({ kind, id, for: segments, attributes, heading, body }: Block): unknown {
  return JSON.parse(
    JSON.stringify({ kind, id, segments, attributes, heading: heading?.children, body }, (key, value: unknown) => {
      if (['position', 'spread', 'data', 'align'].includes(key) || value === null) return undefined
      if (typeof value === 'string' && ['value', 'label'].includes(key)) return value.replaceAll(/\s+/g, ' ')
      return Array.isArray(value) ? value.filter((node) => node?.type !== 'html') : value
    }),
  )
}

export const front = [
  '---',
  'title: Second chances',
  'subject: "Second chances: three things"',
  'preheader: What the record leaves out, and two calls that help',
  'date: 2025-01-02',
  'kind: monthly',
  'template: monthly',
  '---',
  '',
].join('\n')
