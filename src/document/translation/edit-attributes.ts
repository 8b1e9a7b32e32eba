import type { Block } from '../document.ts'
import { readFence } from '../fence.ts'

/** The first line of a block that inherits all but these attributes. */
export function writeOpening({ kind, id }: Block, attributes: readonly (readonly [string, string])[]): string {
  return `:::${kind}{${[`#${id}`, ...attributes.map(([name, value]) => writeAttribute(name, value))].join(' ')}}`
}

/**
 * A block's first line with other words in its attributes. One that says what is inherited anyway is not added.
 *
 * @param inherited the source's words.
 */
export function editAttributes(
  line: string,
  values: readonly (readonly [string, string])[],
  inherited: Readonly<Record<string, string>>,
): string {
  return values.reduce((text, [name, value]) => {
    const fence = readFence(text)
    const there = fence?.type === 'open' ? fence.attributes.find((attribute) => attribute.name === name) : undefined
    const written = writeAttribute(name, value)
    if (there) return text.slice(0, there.column - 1) + written + text.slice(there.endColumn - 1)
    const end = text.lastIndexOf('}')
    return end < 0 || inherited[name] === value ? text : `${text.slice(0, end)} ${written}${text.slice(end)}`
  }, line)
}

/** In the quotes that its value does not hold, if there are such. */
function writeAttribute(name: string, value: string): string {
  const safe = value.replaceAll(/&(?=#?\w+;)/g, '&amp;').replaceAll(/\s+/g, ' ')
  return safe.includes('"') && !safe.includes("'") ? `${name}='${safe}'` : `${name}="${safe.replaceAll('"', '&quot;')}"`
}
