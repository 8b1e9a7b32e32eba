import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { scoreFileOfCases } from '../../src/newsletter/score-guide.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const folder = fileURLToPath(new URL('../fixtures/labelled/', import.meta.url))

/**
 * Sentences as a newsletter and its drafts hold them. `first` and `second` were labelled by somebody who had not seen the
 * entries' patterns; by the others the guide was sharpened.
 */
const files = readdirSync(folder).filter((name) => name.endsWith('.jsonl'))

describe('the shipped guide on labelled sentences', () => {
  it.each(files)('%s: nine findings of ten are right, and most of what is labelled is found', async (name) => {
    const { score, problems } = await scoreFileOfCases(readConfig({}, root), folder + name)
    expect(problems).toEqual([])
    expect(score?.total.precision).toBeGreaterThanOrEqual(0.9)
    expect(score?.total.recall).toBeGreaterThanOrEqual(0.85)
    for (const language of ['en', 'es', 'vi']) {
      expect(score?.byLanguage[language]?.precision).toBeGreaterThanOrEqual(0.9)
      expect(score?.byLanguage[language]?.recall).toBeGreaterThanOrEqual(0.85)
    }
  })
})
