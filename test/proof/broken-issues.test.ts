import { cpSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, it } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { prepareIssue } from '../../src/newsletter/prepare-issue.ts'
import { Problem } from '../../src/problem/problem.ts'
import { temporaryFolder } from '../store/temporary-store.ts'

const fixtures = readdirSync(resolve('test/fixtures'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && existsSync(resolve('test/fixtures', entry.name, 'en.md')))
  .map(({ name }) => name)

const template = `<mjml><mj-body><mj-section><mj-column>
  {% for block in blocks %}<mj-text>{{ block.heading }}{{ block.body }}</mj-text>{% endfor %}
</mj-column></mj-section></mj-body></mjml>`

it('every issue that is broken in some way is shown as far as it goes, or stops with a problem a person can mend', async () => {
  const folder = temporaryFolder()
  cpSync(resolve('templates'), join(folder, 'templates'), { recursive: true })
  // Small, because what is tried is what comes before the template.
  writeFileSync(join(folder, 'templates', 'monthly.mjml'), template)
  let shown = 0
  for (const name of fixtures) {
    const issues = join(folder, 'issues')
    mkdirSync(issues, { recursive: true })
    cpSync(resolve('issues/newsletter.yaml'), join(issues, 'newsletter.yaml'))
    cpSync(resolve('test/fixtures', name), join(issues, `2024-10-${name}`), { recursive: true })
    try {
      const { prepared } = await prepareIssue(
        { ...readConfig({}, folder), templateOverride: 'monthly' },
        'https://news.example.org',
        `2024-10-${name}`,
        {
          despiteErrors: true,
        },
      )
      const editions = (await prepared?.renderLabelled()) ?? []
      if (editions.length > 0) shown += 1
    } catch (error) {
      expect(error, name).toBeInstanceOf(Problem)
    }
  }
  expect(fixtures.length).toBeGreaterThan(20)
  expect(shown).toBeGreaterThan(fixtures.length / 3)
}, 60_000)
