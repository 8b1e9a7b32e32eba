import type { PhrasingContent } from 'mdast'
import { gfmToMarkdown } from 'mdast-util-gfm'
import { type Options, type State, toMarkdown } from 'mdast-util-to-markdown'
import { isAddress, listTokens } from './passages.ts'
import { tidyCell } from './token-text.ts'

/**
 * The prose of a passage as a translator gets it: Markdown on one line, a line break where its author made one, and
 * numbered tokens (`⟦1⟧words⟦/1⟧`, `⟦2⟧`) for links, pictures, slots and code.
 *
 * @param numbers the number of each of the passage's tokens, in the order of `listTokens`.
 */
export function writeProse(children: readonly PhrasingContent[], numbers: readonly number[]): string {
  // By node, for a handler may be asked more than once until emphasis is written right.
  const known = new Map<unknown, number[]>()
  for (const [at, { node }] of listTokens(children).entries()) {
    known.set(node, [...(known.get(node) ?? []), numbers[at] ?? at + 1])
  }
  const numberOf = (node: unknown, at = 0): number => known.get(node)?.[at] ?? 0
  const pair: Handler = (node, _, state, info) => {
    // A closing bracket would end the words of a link.
    const leave = state.enter('label')
    const inner = state.containerPhrasing(node, { ...info, before: '[', after: ']' })
    leave()
    return `⟦${numberOf(node)}⟧${inner}⟦/${numberOf(node)}⟧`
  }
  const single = (node: unknown) => `⟦${numberOf(node)}⟧`
  const options: Options = {
    emphasis: '*',
    extensions: [gfmToMarkdown()],
    handlers: {
      // Each with the first character of what will stand there again, which decides what is escaped before it.
      link: withPeek(
        (node, ...rest) => (node.type === 'link' && isAddress(node) ? single(node) : pair(node, ...rest)),
        '[',
      ),
      textDirective: withPeek(pair, ':'),
      image: withPeek(single, '!'),
      inlineCode: withPeek(single, '`'),
      html: withPeek(single, '<'),
      break: () => '\n',
      text: (node: { value: string }, _: unknown, state: State, info: Parameters<State['safe']>[1]) =>
        writeText(state.safe(node.value.replaceAll(/\s*\n\s*/g, ' '), info), (at) => `⟦${numberOf(node, at)}⟧`),
    },
    // Words that would be read as a slot or as a fence.
    unsafe: [{ character: ':', after: 'name\\[', inConstruct: 'phrasing' }],
  }
  const text = toMarkdown({ type: 'paragraph', children: [...children] }, options)
  // What stood before or after a note to other writers.
  return tidyCell(text.trim().replaceAll(/^(&#x20;)+|(&#x20;)+$/g, ''))
}

/** Words in which a bracket like a token's own becomes one. */
function writeText(text: string, write: (at: number) => string): string {
  let count = 0
  return text.replaceAll(/[⟦⟧]/g, () => {
    count += 1
    return write(count - 1)
  })
}

type Handler = (
  node: Extract<PhrasingContent, { type: 'link' | 'textDirective' }>,
  parent: unknown,
  state: State,
  info: Parameters<State['containerPhrasing']>[1],
) => string

function withPeek<F extends (...values: never[]) => string>(handle: F, first: string): F {
  return Object.assign(handle, { peek: () => first })
}
