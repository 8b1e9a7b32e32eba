import { expect, it } from 'vitest'
import { describeRemains } from '../../src/cli/describe-remains.ts'
import { describeStories, describeStory } from '../../src/cli/describe-story.ts'
import { listStories } from '../../src/newsletter/stories/list-stories.ts'
import { renewStory } from '../../src/newsletter/stories/renew-story.ts'
import { showStory } from '../../src/newsletter/stories/show-story.ts'
import { quiet } from '../store/temporary-home.ts'
import { StoryHome } from './story-home.ts'

it('days are those of the newsletter: at three in the morning in Greenwich it is the day before in Chicago', async () => {
  const home = await StoryHome.begin()
  home.time = Date.parse('2024-11-22T03:00:00Z')
  const at = { warn: quiet, now: home.time }
  for (const language of ['en', 'es']) await home.approve(language)
  await renewStory(home.config, { id: 's-001', until: '2025-02-01', by: 'R. Reader', how: 'on the phone', ...at })
  await home.send()
  const { story, timezone } = await showStory(home.config, 's-001', at)
  const shown = describeStory(story, timezone).join('\n')
  expect(shown).toContain('was read to them on 2024-11-21 by R. Reader')
  expect(shown).toContain('2024-11-21  renewed until 2025-02-01')
  expect(shown).toContain('2024-11-21  2024-11-thanks, en, email')

  const withdrawn = await home.withdraw()
  if (withdrawn.kind !== 'withdrawn') return expect.fail()
  const list = await listStories(home.config, at)
  const gone = await showStory(home.config, 's-001', at)
  const later = [
    describeRemains(withdrawn).join('\n'),
    describeStories(list.stories, list.timezone),
    describeStory(gone.story, gone.timezone).join('\n'),
  ]
  for (const text of later) {
    expect(text).toContain('2024-11-21')
    expect(text).not.toContain('2024-11-22')
  }
  await expect(
    renewStory(home.config, { id: 's-001', until: '2025-02-01', by: 'R. Reader', how: 'x', ...at }),
  ).rejects.toMatchObject({ code: 'story_withdrawn', reason: expect.stringContaining('on 2024-11-21') })
})
