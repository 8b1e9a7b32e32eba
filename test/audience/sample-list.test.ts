import { createReadStream, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { makeSampleList } from '../../scripts/sample/make-list.ts'
import { importSubscribers } from '../../src/audience/import/import-subscribers.ts'
import { readNewsletter } from '../../src/issue/read-newsletter.ts'
import { temporaryList } from '../store/temporary-store.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const file = `${root}scripts/sample/subscribers.csv`

test('the sample list is the one its script makes', () => {
  expect(readFileSync(file, 'utf8')).toBe(makeSampleList())
})

test('the sample list is taken over whole, and mails nobody real', async () => {
  const { newsletter } = await readNewsletter(`${root}issues`)
  if (!newsletter) throw new Error('the shipped newsletter.yaml can be read')
  const { audience, vault } = await temporaryList()
  const now = Date.parse('2024-05-01T00:00:00Z')
  const open = async () => ({ store: audience, vault })
  const report = await importSubscribers({ source: createReadStream(file), newsletter, open, now })
  expect(report).toMatchObject({ read: 250, added: 250, rejectedTotal: 0, unknownTopics: {}, assumedLanguage: 0 })
  for await (const page of audience.pages()) {
    for (const { address } of page) expect(address).toMatch(/@example\.(org|com|net)$/)
  }
  const { byLanguage, byTopic } = await audience.stats()
  expect(byLanguage).toMatchObject({ ht: 2 })
  for (const language of newsletter.languages) expect(byLanguage[language]).toBeGreaterThan(25)
  expect(Object.keys(byTopic)).toEqual([...newsletter.topics].sort())
})
