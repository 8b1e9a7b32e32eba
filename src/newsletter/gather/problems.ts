import { defineProblem } from '../../problem/problem.ts'

export const gatherSent = defineProblem<{ issue: string }>(
  'gather_sent',
  'error',
  ({ issue }) => `${issue} was sent, so nothing is gathered into it any more.`,
  () => 'Start the next issue with `npx wayforward new`; it gathers what is new since this one.',
)

export const feedUndated = defineProblem<{ member: string; count: number; language: string }>(
  'feed_undated',
  'warn',
  ({ member, count, language }) =>
    `The feed of ${member} (${language}) gives no date for ${count === 1 ? 'one post' : `${count} posts`}, so whether it is new cannot be told. It was left out.`,
  () => 'Look at the organization’s site, and add by hand what is new.',
)

export const gatherWordsMissing = defineProblem<{ language: string; file: string }>(
  'gather_words_missing',
  'warn',
  ({ language, file }) =>
    `Nothing was gathered into ${language}.md, because ${file}, which holds the phrases around the posts, is missing or cannot be used.`,
  ({ file }) => `Copy templates/new-issue/gathered/en.yaml to ${file} and translate it.`,
)

export const gatherFileBroken = defineProblem<{ file: string }>(
  'gather_file_broken',
  'warn',
  ({ file }) => `${file} has errors in its blocks, so it was left as it is and nothing was gathered into it.`,
  () => 'Run `npx wayforward check`, mend the errors, and gather again.',
)

export const gatheredBlockGone = defineProblem<{ file: string; id: string; count: number }>(
  'gathered_block_gone',
  'warn',
  ({ file, id, count }) =>
    `The block #${id} that was gathered into ${file} is gone or has another name, so it was not made again: ${count === 1 ? 'one new post was' : `${count} new posts were`} left out.`,
  ({ id }) =>
    `To have new posts gathered, put the block back: a line :::resources{#${id}}, a heading that begins with ##, and a line with nothing but :::`,
)

export const gatheredFileBroken = defineProblem<{ file: string }>(
  'gathered_file_broken',
  'error',
  ({ file }) =>
    `${file} is not what Wayforward wrote there, so what was gathered before cannot be told from what you wrote. Nothing was changed.`,
  ({ file }) => `Take ${file} back from git. If you delete it, posts you removed from the issue may come back.`,
)
