import { defineProblem } from '../../problem/problem.ts'

export const templateUnknown = defineProblem<{ name: string; known: string[]; meant?: string }>(
  'template_unknown',
  'error',
  ({ name }) => `There is no template named “${name}”.`,
  ({ known, meant }) =>
    meant
      ? `Write the line as: template: ${meant}`
      : known.length > 0
        ? `Name one of these in the front matter: ${known.join(', ')}.`
        : 'Put a template into templates/, as NAME.mjml or NAME.tsx.',
)

export const templateUnreadable = defineProblem<{ why: string }>(
  'template_unreadable',
  'error',
  ({ why }) => `This template file cannot be read: ${why}.`,
  () => 'See that the file exists, that you may read it, and that it is saved as UTF-8.',
)

export const templateLiquid = defineProblem<{ why: string }>(
  'template_liquid',
  'error',
  ({ why }) => `The template's Liquid cannot be understood: ${why}.`,
  () => 'Mend this line. Values stand in {{ … }}, instructions in {% … %}, and each {% if %} needs its {% endif %}.',
)

export const templateValue = defineProblem<{ name: string }>(
  'template_value',
  'error',
  ({ name }) => `The template asks for \`${name}\`, which an edition does not have.`,
  () => 'Correct the name, or ask for it inside {% if … %} when it is not always there.',
)

export const templatePartial = defineProblem<{ name: string; known: string[]; meant?: string }>(
  'template_partial',
  'error',
  ({ name }) => `The template asks for \`${name}\`, and there is no file templates/${name}.mjml.`,
  ({ name, known, meant }) =>
    `If templates/${name}.mjml was there before, bring it back from git. Otherwise ${
      meant ? `write '${meant}', or add the file.` : `add it, or use one of these: ${known.join(', ')}.`
    }`,
)

export const templateMjml = defineProblem<{ why: string; more: number }>(
  'template_mjml',
  'error',
  ({ why, more }) =>
    `MJML does not accept this part of the template: ${why}.${more > 0 ? ` There ${more === 1 ? 'is one more complaint' : `are ${more} more complaints`} like it.` : ''}`,
  () => 'Mend the tag or the attribute on this line; https://documentation.mjml.io lists what each tag may carry.',
)

export const templateCode = defineProblem<{ why: string }>(
  'template_code',
  'error',
  ({ why }) => `The template's code cannot be understood: ${why}.`,
  () => 'Mend this line of the .tsx file, or go back to the last version that worked.',
)

export const templateThrew = defineProblem<{ why: string }>(
  'template_threw',
  'error',
  ({ why }) => `The template's code stopped as soon as it ran, before anything was rendered: ${why}.`,
  () => 'Mend this line of the .tsx file or what it uses, or go back to the last version that worked.',
)

export const templateComponent = defineProblem(
  'template_component',
  'error',
  () => 'The template does not export a component, so there is nothing to render.',
  () => 'Begin the template with `export default function NAME(props: TemplateProps) {` and return its <Html>.',
)

export const templateRender = defineProblem<{ why: string }>(
  'template_render',
  'error',
  ({ why }) => `The template stopped while it was rendering: ${why}.`,
  () => 'Mend this line. A value that is not in every block (button, picture, by …) needs a check before it is used.',
)
