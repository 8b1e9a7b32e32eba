import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { type LabelledCase, readCases } from '../../src/guide/read-cases.ts'
import { scoreGuide } from '../../src/guide/score.ts'
import { scoreFileOfCases } from '../../src/newsletter/score-guide.ts'
import { makeGuide } from './small-guide.ts'

const guide = makeGuide([
  { id: 'felon', patterns: ['(?:convicted )?felons?'] },
  { id: 'law-abiding', category: 'binary-deserving', level: 'warn', patterns: ['law[- ]abiding'] },
  { id: 'vi-lau', language: 'vi', category: 'dehumanizing', patterns: ['dân lậu'] },
])

function label(phrase: string, category = 'criminal-label', severity: 'error' | 'warn' | 'suggest' = 'error') {
  return { category, severity, phrase }
}

function score(...cases: [text: string, expected?: ReturnType<typeof label>[], lang?: string, context?: string][]) {
  const labelled: LabelledCase[] = cases.map(([text, expect = [], lang = 'en', context = 'prose'], index) => {
    return { text, expect, lang, context, line: index + 1 }
  })
  return scoreGuide(labelled, guide)
}

describe('a score', () => {
  test('is the share of findings that are right and the share of labels found', () => {
    const { total, byLanguage, byCategory, misses, falseAlarms } = score(
      ['Felons vote.', [label('Felons')]],
      ['A felon spoke.'],
      ['Thugs and felons.', [label('Thugs'), label('felons')]],
      ['Bản tin nói về dân lậu.'.normalize('NFD'), [label('dân lậu', 'dehumanizing')], 'vi'],
    )
    expect(total).toEqual({ precision: 0.75, recall: 0.75, labels: 4, found: 3, reported: 4, right: 3 })
    expect(byLanguage.vi).toMatchObject({ precision: 1, recall: 1 })
    expect(byLanguage.en).toMatchObject({ precision: 0.6667, recall: 0.6667 })
    expect(Object.keys(byCategory)).toEqual(['criminal-label', 'dehumanizing'])
    expect(misses).toEqual([
      {
        line: 3,
        lang: 'en',
        text: 'Thugs and felons.',
        phrase: 'Thugs',
        category: 'criminal-label',
        severity: 'error',
      },
    ])
    expect(falseAlarms).toEqual([
      {
        ...{ line: 2, lang: 'en', text: 'A felon spoke.', phrase: 'felon' },
        ...{ category: 'criminal-label', severity: 'error', entry: 'felon' },
      },
    ])
  })

  test('is whole where there was nothing to find and nothing was found', () => {
    expect(score(['Neighbors vote.']).total).toMatchObject({ precision: 1, recall: 1 })
  })

  test('takes words within words, in either direction, where they stand', () => {
    expect(score(['A convicted felon votes.', [label('felon')]]).total).toMatchObject({ precision: 1, recall: 1 })
    expect(score(['A felon votes.', [label('a *felon* votes')]]).total).toMatchObject({ precision: 1, recall: 1 })
    expect(score(['Felon — a felony.', [label('a felony')]]).total).toMatchObject({ precision: 0, recall: 0 })
  })

  test('needs the same category', () => {
    expect(score(['Felons vote.', [label('Felons', 'dehumanizing')]]).total).toMatchObject({ precision: 0, recall: 0 })
  })

  test('counts each label and each finding once', () => {
    expect(score(['Felons, felons.', [label('felons')]]).total).toMatchObject({ precision: 0.5, recall: 1 })
    expect(score(['Felons vote.', [label('felons'), label('felons')]]).total).toMatchObject({
      precision: 1,
      recall: 0.5,
    })
    const both = score(['Convicted felons and felons.', [label('felons'), label('convicted felons')]])
    expect(both.total).toMatchObject({ precision: 1, recall: 1 })
  })

  test('reads labels as the matcher reads texts: hyphens, quotation marks, soft hyphens', () => {
    const { total } = score(['They are law\u{2011}abi\u{AD}ding.', [label('law-abiding', 'binary-deserving', 'warn')]])
    expect(total).toMatchObject({ precision: 1, recall: 1 })
  })

  test('says where the severity differs, and what the context silenced', () => {
    const { severityDiffers, misses, silenced } = score(
      ['Felons vote.', [label('Felons', 'criminal-label', 'warn')]],
      ['> Felons vote.\n>\n> — Marisol, member leader', [label('Felons')]],
    )
    expect(severityDiffers).toMatchObject([{ line: 1, severity: 'error', expected: 'warn' }])
    expect(misses).toMatchObject([{ line: 2, silence: 'blockquote' }])
    expect(silenced).toMatchObject([{ line: 2, entry: 'felon', silence: 'blockquote' }])
  })
})

describe('labelled sentences', () => {
  const good = '{"text": "Felons vote.", "lang": "en", "context": "prose", "expect": []}'

  test('stand one on a line; empty lines are none', () => {
    const { cases, problems } = readCases(`\n${good}\r\n\n${good}\n`, 'x.jsonl')
    expect(cases.map(({ line }) => line)).toEqual([2, 4])
    expect(problems).toEqual([])
  })

  test.each([
    ['{"text": "Felons vote."', 'no JSON'],
    ['{"text": "Felons vote.", "lang": "en"}', 'It lacks expect'],
    ['{"lang": "en", "expect": []}', 'It lacks text'],
    [
      '{"text": "a", "lang": "en", "expect": [{"category": "x", "severity": "bad", "phrase": "a"}]}',
      'It lacks severity',
    ],
    ['{"text": "a", "lang": "en", "expect": [{"category": "x"}]}', 'It lacks phrase'],
    ['7', 'no labelled sentence'],
  ])('%s is a problem with its line', (line, reason) => {
    const { cases, problems } = readCases(`${good}\n${line}\n`, 'x.jsonl')
    expect(cases).toHaveLength(1)
    expect(problems.map(({ code, file, line: at }) => [code, file, at])).toEqual([['score_case_broken', 'x.jsonl', 2]])
    expect(problems[0]?.reason).toContain(reason)
  })

  test('a file without any is a problem', () => {
    expect(readCases('\n\n', 'x.jsonl').problems.map(({ code }) => code)).toEqual(['score_empty'])
  })
})

describe('scoring a file', () => {
  let folder = ''
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'wayforward-score-'))
  })
  afterEach(() => rm(folder, { recursive: true }))

  test.each([
    ['that is not there', async (file: string) => file, 'There is no file'],
    ['that is a folder', async () => folder, 'is a folder'],
    [
      'that is no text',
      async (file: string) => {
        await writeFile(file, Uint8Array.of(0xff, 0xfe, 0x80))
        return file
      },
      'no UTF-8',
    ],
  ])('%s is a problem', async (_, make, reason) => {
    const file = await make(join(folder, 'x.jsonl'))
    await expect(scoreFileOfCases(readConfig({}, folder), file)).rejects.toMatchObject({
      code: 'score_file',
      reason: expect.stringContaining(reason),
    })
  })
})
