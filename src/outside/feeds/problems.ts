import { defineProblem } from '../../problem/problem.ts'

interface Feed {
  member: string
  url: string
}

const others = 'The other feeds were gathered all the same.'

export const feedDead = defineProblem<Feed & { why: string }>(
  'feed_dead',
  'warn',
  ({ member, why }) => `The feed of ${member} could not be read: ${why}. ${others}`,
  ({ url }) => `Open ${url} in a browser. If it is gone, correct or remove \`feed:\` in issues/newsletter.yaml.`,
)

export const feedSlow = defineProblem<Feed & { seconds: number }>(
  'feed_slow',
  'warn',
  ({ member, seconds }) => `The feed of ${member} was not there within ${seconds} seconds. ${others}`,
  () => 'Run `npx wayforward gather` again later: what was gathered stays as it is.',
)

export const feedLarge = defineProblem<Feed & { limit: string }>(
  'feed_large',
  'warn',
  ({ member, limit }) => `The feed of ${member} is larger than ${limit}, so it was not read. ${others}`,
  () => 'Ask the organisation for a feed of its newest posts alone; most sites can be set to list the last ten.',
)

export const feedPage = defineProblem<Feed>(
  'feed_page',
  'warn',
  ({ member, url }) => `Where the feed of ${member} should be (${url}) there is a web page. ${others}`,
  () =>
    'Look for the address of the RSS or Atom feed on that page, and put it behind `feed:` in issues/newsletter.yaml.',
)

export const feedMalformed = defineProblem<Feed>(
  'feed_malformed',
  'warn',
  ({ member, url }) => `What the feed of ${member} answers (${url}) is no feed that can be read. ${others}`,
  () => 'It has to be RSS, Atom or JSON Feed. Show the address to a feed validator, and tell the organisation.',
)
