import { parseMarkdown } from '../../../src/document/markdown.ts'
import type { Entry } from '../../../src/guide/entry.ts'
import { findIn } from '../../../src/guide/find.ts'
import { readGuide } from '../../../src/guide/read-guide.ts'
import { readTexts } from '../../../src/guide/read-texts.ts'
import { makeGuide } from '../small-guide.ts'

const { guide } = await readGuide('issues', ['en', 'es', 'vi'])

/** The shipped cues, in all three languages. */
export const { cues } = guide

type Kind = Pick<Entry, 'category' | 'level' | 'silent'>

const binary: Kind = { category: 'binary-deserving', level: 'warn', silent: ['criticism'] }
const record: Kind = { category: 'binary-deserving', level: 'warn', silent: ['criticism', 'eligibility'] }
const passive: Kind = { category: 'passive-erasure', level: 'suggest', silent: ['actor', 'relative'] }
const es = { language: 'es' }
const vi = { language: 'vi' }

/** Few words of each kind, so that what is tested is the context. */
const contextGuide = makeGuide(
  [
    { id: 'label', patterns: ['felons?', 'inmates?', 'illegals?', 'illegal aliens?', 'criminals'] },
    { id: 'detainee', level: 'warn', patterns: ['detainees?'] },
    { id: 'prisoner', level: 'suggest', patterns: ['prisoners?'] },
    { id: 'binary', ...binary, patterns: ['(good|bad|deserving) immigrants?', 'law-abiding'] },
    { id: 'record', ...record, patterns: ['(no|clean) (criminal )?records?'] },
    { id: 'passive', ...passive, patterns: ['(was|were|been|got) (detained|deported|arrested|separated|locked up)'] },
    { id: 'es-label', ...es, patterns: ['delincuentes?', 'los ilegales', 'los presos', 'preso', 'reos?'] },
    { id: 'es-binary', ...es, ...binary, patterns: ['(buenos|malos) inmigrantes', 'buen inmigrante'] },
    { id: 'es-record', ...es, ...record, patterns: ['sin antecedentes( penales)?'] },
    {
      id: 'es-passive',
      ...es,
      ...passive,
      patterns: ['(fue|fueron|fui|han sido) (detenid|deportad|arrestad|separad|encarcelad)[oa]s?'],
    },
    { id: 'vi-label', ...vi, level: 'warn', patterns: ['tù nhân', 'dân lậu', 'di dân bất hợp pháp'] },
    { id: 'vi-binary', ...vi, ...binary, patterns: ['di dân (tốt|xấu)', 'gia đình lương thiện'] },
    { id: 'vi-passive', ...vi, ...passive, patterns: ['bị (bắt|giam giữ|trục xuất|chia cắt)'] },
  ],
  { cues },
)

/** For each finding its silence, or its severity where it is reported. */
export function judge(
  markdown: string,
  language = 'en',
  { ofTeller = false, selfTerms = [] }: { ofTeller?: boolean; selfTerms?: string[] } = {},
): string[] {
  const texts = readTexts(parseMarkdown(markdown), markdown, language).map((text) => ({ ...text, ofTeller }))
  return findIn(texts, language, contextGuide, { selfTerms }).map(({ severity, silence }) => silence ?? severity)
}
