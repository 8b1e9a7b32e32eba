import { readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { FeedServer, itemOf, rssOf } from '../outside/feeds/feed-server.ts'
import { stackTrace, Workspace } from './workspace.ts'

/** Give two members a feed: one that is there, one that is not. */
function addFeeds(workspace: Workspace, server: FeedServer): void {
  server.serve('/feed', rssOf([itemOf('news', '2024-10-20T12:00:00Z')]))
  const file = workspace.path('issues/newsletter.yaml')
  const yaml = readFileSync(file, 'utf8')
    .replace('  ilrc:\n', `  ilrc:\n    feed: ${server.url('/feed')}\n`)
    .replace('  idp:\n', `  idp:\n    feed: {en: ${server.url('/gone')}}\n`)
  writeFileSync(file, yaml)
}

describe('wayforward new and gather', () => {
  it('draw in the members’ posts; a dead feed is a warning', async () => {
    using workspace = new Workspace()
    await using server = await FeedServer.start()
    addFeeds(workspace, server)
    const started = await workspace.run(['new', '2024-11', 'Second wind'])
    expect(started.code, started.stderr).toBe(0)
    expect(started.stdout).toContain('warn The feed of Immigrant Defense Project could not be read')
    expect(started.stdout).toContain('issues/2024-11-second-wind/vi.md: 1 added')
    expect(started.stdout + started.stderr).not.toMatch(stackTrace)

    const again = await workspace.run(['gather', 'second-wind', '--json'])
    expect(again.code).toBe(0)
    const gathered = JSON.parse(again.stdout)
    expect(Object.keys(gathered)).toEqual(['issue', 'feeds', 'since', 'posts', 'languages', 'problems'])
    expect(gathered).toMatchObject({ issue: '2024-11-second-wind', feeds: 2, since: '2024-10-01', posts: 1 })
    expect(gathered.languages[0]).toEqual({
      ...{ language: 'en', file: 'issues/2024-11-second-wind/en.md' },
      ...{ added: 0, updated: 0, kept: 1, edited: 0, deleted: 0 },
    })
    expect(gathered.problems).toMatchObject([{ code: 'feed_dead', severity: 'warn' }])
    expect((await workspace.run(['check', 'second-wind'])).code).toBe(0)
  })

  it('ask nobody with --offline, and say what to do where no member has a feed', async () => {
    using workspace = new Workspace()
    expect((await workspace.run(['gather', '2024-10'])).stderr).toContain(
      'No member in issues/newsletter.yaml has a feed',
    )
    await using server = await FeedServer.start()
    addFeeds(workspace, server)
    const { code, stdout } = await workspace.run(['new', '2024-12', '--offline', '--json'])
    expect(code).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({ issue: '2024-12-newsletter', standing: [], gathered: null })
    expect(server.asked).toEqual([])
  })
})
