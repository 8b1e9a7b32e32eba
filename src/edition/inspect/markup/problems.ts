import { defineProblem } from '../../../problem/problem.ts'

export const clientSupport = defineProblem<{ feature: string; clients: string; seen: string; url: string }>(
  'client_support',
  'warn',
  ({ feature, clients, seen }) => `The template uses ${feature}, which ${clients} cannot show. ${seen}`,
  ({ url }) =>
    `Build it another way, or look at a proof in that program; if nothing is lost, say so with a reason in src/edition/inspect/markup/client-support-allowed.ts. What each program shows: ${url}`,
)

export const markupFault = defineProblem<{ message: string; rule: string }>(
  'markup_fault',
  'warn',
  ({ message }) =>
    `The HTML that the template makes is not sound: ${message}. Mail programs mend such faults each in their own way.`,
  ({ rule }) => `Mend the template. What is meant: https://html-validate.org/rules/${rule}.html`,
)

export const markupUnread = defineProblem<{ what: string; why: string }>(
  'markup_unread',
  'warn',
  ({ what, why }) =>
    `${what} could not be checked, as the template’s HTML or its styles cannot be read: ${why}. A mail program may stumble there too.`,
  () =>
    'Look for a bracket that is not closed in the style sheet of the template, and for a style="…" that breaks off.',
)

export const wordsPale = defineProblem<{
  mode: string
  element: string
  ink: string
  ground: string
  ratio: number
}>(
  'words_pale',
  'warn',
  ({ mode, element, ink, ground, ratio }) =>
    `In ${mode} mode, words in ${element} stand in ${ink} on ${ground}, a contrast of ${ratio.toFixed(1)} to 1. Below 4.5 to 1 (WCAG AA) many people cannot read them.`,
  ({ mode }) =>
    mode === 'light'
      ? 'In the template, take both colours from templates/brand.yaml, whose contrast is held to 4.5.'
      : 'In the template’s styles for (prefers-color-scheme:dark), set the words and their ground together, both from templates/brand.yaml.',
)
