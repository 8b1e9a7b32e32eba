import { describe, expect, it } from 'vitest'
import { parseMarkdown } from '../../src/document/markdown.ts'
import { findIn } from '../../src/guide/find.ts'
import { readGuide } from '../../src/guide/read-guide.ts'
import { readTexts } from '../../src/guide/read-texts.ts'
import { replacementsFor } from '../../src/guide/replacements-for.ts'
import { tryExamples } from '../../src/guide/try-examples.ts'

const languages = ['en', 'es', 'vi']
const { guide, problems } = await readGuide('issues', languages)

function report(sentence: string, language: string) {
  const found = findIn(readTexts(parseMarkdown(sentence), sentence, language), language, guide)
  return found.filter(({ silence }) => silence === undefined)
}

describe('the guide that ships', () => {
  it('reads without a problem', () => {
    expect(problems.map((problem) => problem.toJSON())).toEqual([])
    for (const language of languages) expect(guide.entries.some((entry) => entry.language === language)).toBe(true)
  })

  it('has entries whose bad example is found and whose good one is not', () => {
    expect(tryExamples(guide).map(({ reason }) => reason)).toEqual([])
  })

  it('keeps Vietnamese at a warning as long as no speaker has reviewed it', () => {
    const unreviewed = guide.entries.filter(({ language, reviewed }) => language === 'vi' && !reviewed)
    expect(unreviewed.some(({ severity }) => severity === 'error')).toBe(true)
    expect(unreviewed.filter(({ level }) => level === 'error')).toEqual([])
  })

  it('offers words for one where one is meant and for many where many are', () => {
    for (const [sentence, language, words] of [
      ['A convicted felon cannot vote there.', 'en', 'person with a felony conviction'],
      ['Felons cannot vote there.', 'en', 'people with felony convictions'],
      ['The anchor baby’s mother came too.', 'en', 'child of immigrants'],
      ['Hablaron de bebés ancla.', 'es', 'hijas e hijos ciudadanos'],
      ['Hablaron de un exconvicto.', 'es', 'persona encarcelada'],
    ] as const) {
      const [finding] = report(sentence, language)
      expect(finding && replacementsFor(finding), sentence).toContain(words)
    }
  })

  it('does not find words inside others, or the same words about other things', () => {
    for (const [sentence, language] of [
      ['The search was an illegal, warrantless search.', 'en'],
      ['No one is illegal.', 'en'],
      ['Juries convict on thin evidence.', 'en'],
      ['He was tried as a felon-in-possession.', 'en'],
      ['Write your alien registration number here.', 'en'],
      ['These rights are inalienable.', 'en'],
      ['Humanitarian parolees may renew online.', 'en'],
      ['A wave of support carried the bill.', 'en'],
      ['The photo was taken in 2019.', 'en'],
      ['Wait in line at the polls: you have the right to vote.', 'en'],
      ['Employers ask for a criminal background check.', 'en'],
      ['La presa del río se llenó.', 'es'],
      ['Un registro ilegal no sirve de prueba.', 'es'],
      ['Los presos políticos firmaron la carta.', 'es'],
      ['Es una cuidadora que trabaja sin descanso.', 'es'],
      ['Ông là cựu tù nhân chính trị.', 'vi'],
      ['Cảnh sát khám xét bất hợp pháp căn nhà.', 'vi'],
      ['Nạn nhân tội phạm có thể xin visa U.', 'vi'],
    ] as const) {
      expect(
        report(sentence, language).map(({ entry, words }) => `${entry.id}: ${words}`),
        sentence,
      ).toEqual([])
    }
  })
})
