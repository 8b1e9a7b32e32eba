import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { parseNewsletter, readNewsletter } from '../../src/issue/read-newsletter.ts'

const fixtures = fileURLToPath(new URL('../fixtures', import.meta.url))

test('a newsletter has a fallback for every language but its source', async () => {
  const { newsletter, problems } = await readNewsletter(fixtures)
  expect(problems).toEqual([])
  expect(newsletter?.file).toBe('fixtures/newsletter.yaml')
  expect(newsletter?.fallback).toEqual({ es: 'en', vi: 'wait' })
})

test('a segment’s rule knows its place', async () => {
  const { newsletter } = await readNewsletter(fixtures)
  expect(newsletter?.segmentPlaces.organizing).toEqual({
    start: { line: 14, column: 15 },
    end: { line: 14, column: 31 },
  })
})

test('a schedule without a zone runs on the newsletter’s clock', () => {
  const { newsletter, problems } = parseNewsletter(
    `name: Way Forward
listId: way-forward
sender: {name: Way Forward, address: news@example.org, replyTo: hello@example.org}
timezone: America/Los_Angeles
languages: [en, es]
provider: outbox
schedule: {cron: "0 9 2 * *"}
`,
    'newsletter.yaml',
  )
  expect(problems).toEqual([])
  const hour = 3_600_000
  const usual = { window: 6 * hour, proofBefore: 72 * hour }
  expect(newsletter?.schedule).toEqual({ cron: '0 9 2 * *', timezone: 'America/Los_Angeles', ...usual })
  // And nobody approves their own words, nor legal ones without counsel, unless somebody writes that they may.
  expect(newsletter?.signOffs).toEqual({ approvers: 1, writerMayApprove: false, counsel: ['alert', 'vote'] })
  expect(newsletter?.fallback).toEqual({ es: 'wait' })
})

test('a workspace without newsletter.yaml says how to make one', async () => {
  const { newsletter, problems } = await readNewsletter(`${fixtures}/none`)
  expect(newsletter).toBeUndefined()
  expect(problems.map(({ code }) => code)).toEqual(['newsletter_missing'])
})

test('a file that holds something else altogether is named, and not a key of it', () => {
  for (const text of ['some words', '[a, b]', '42']) {
    const { problems } = parseNewsletter(text, 'newsletter.yaml')
    expect(problems[0]?.reason).toMatch(/^“The file” cannot be /)
  }
})

test('YAML made to explode is no newsletter, and no crash', () => {
  const bomb = ['a: &a [x, x, x, x, x, x, x, x, x, x]']
  for (let letter = 98; letter < 108; letter += 1) {
    const [name, before] = [String.fromCharCode(letter), String.fromCharCode(letter - 1)]
    bomb.push(`${name}: &${name} [${Array(10).fill(`*${before}`).join(', ')}]`)
  }
  expect(parseNewsletter(bomb.join('\n'), 'newsletter.yaml').newsletter).toBeUndefined()
})
