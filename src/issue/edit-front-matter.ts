import { isMap, isPair, isScalar, type Pair, parseDocument, stringify } from 'yaml'

/** What a translator's work changes in a file's front matter. */
export interface FrontMatterChange {
  title?: string
  subject?: string
  preheader?: string
  reviewed?: false
  /** Set key by key; others stay. */
  translated?: Record<string, string>
}

/** What `editFrontMatter` makes the front matter of a new file from. */
export const emptyFrontMatter = '---\n---\n'

/**
 * Change values in a file's front matter and leave every other byte as it is, comments and order included.
 *
 * @param source a file whose front matter could be read without a problem.
 */
export function editFrontMatter(source: string, change: FrontMatterChange): string {
  const lines = source.split('\n')
  const start = lines.findIndex((line) => line.trimEnd() === '---') + 1
  const end = lines.findIndex((line, index) => index >= start && line.trimEnd() === '---')
  let head = lines
    .slice(start, end)
    .map((line) => `${line}\n`)
    .join('')
  const { translated, ...values } = change
  for (const [key, value] of Object.entries(values)) head = setValue(head, [key], writeValue(value))
  for (const [key, hash] of Object.entries(translated ?? {})) head = setTranslated(head, key, hash)
  const before = lines.slice(0, start).map((line) => `${line}\n`)
  return before.join('') + head + lines.slice(end).join('\n')
}

function setTranslated(head: string, key: string, hash: string): string {
  const map = findPair(head, ['translated'])
  // In quotes, or a hash that happens to be all digits would be a number.
  const line = `  ${stringify({ [key]: hash }, { defaultStringType: 'QUOTE_DOUBLE', defaultKeyType: 'PLAIN' })}`
  if (!map || !isMap(map.value) || map.value.flow || map.value.items.length === 0) {
    const known = map && isMap(map.value) ? map.value.toJSON() : {}
    const value = stringify({ ...known, [key]: hash }, { defaultStringType: 'QUOTE_DOUBLE', defaultKeyType: 'PLAIN' })
    return setValue(head, ['translated'], `\n${value.replaceAll(/^/gm, '  ').trimEnd()}`)
  }
  if (findPair(head, ['translated', key])) return setValue(head, ['translated', key], `"${hash}"`)
  const last = map.value.items.at(-1)
  const [from = 0] = rangeOf(last?.key)
  const [, to = head.length] = rangeOf(last?.value)
  const indent = /[ \t]*$/.exec(head.slice(0, from))?.[0] ?? '  '
  const next = head.indexOf('\n', to)
  const at = next < 0 ? head.length : next + 1
  return head.slice(0, at) + indent + line.trimStart() + head.slice(at)
}

function setValue(head: string, path: readonly [string, ...string[]], written: string): string {
  const pair = findPair(head, path)
  if (!pair) return `${head}${path[0]}:${written.startsWith('\n') ? '' : ' '}${written}\n`
  const [, afterKey = 0] = rangeOf(pair.key)
  const colon = head.indexOf(':', afterKey) + 1
  const [from = colon, to = colon] = rangeOf(pair.value)
  const old = head.slice(from, to)
  const gap = written.startsWith('\n') ? '' : ' '
  // An empty value has no place of its own, and a block of lines ends with its line's end.
  if (old.trim() === '') return `${head.slice(0, colon)}${gap}${written}${head.slice(colon)}`
  const start = written.startsWith('\n') ? colon : from
  return head.slice(0, start) + written + (old.endsWith('\n') ? '\n' : '') + head.slice(to)
}

function findPair(head: string, path: readonly string[]): Pair | undefined {
  let node: unknown = parseDocument(head, { version: '1.2' }).contents
  let found: Pair | undefined
  for (const name of path) {
    found = isMap(node)
      ? node.items.find(
          (item) => isPair(item) && isScalar(item.key) && String(item.key.source ?? item.key.value) === name,
        )
      : undefined
    node = found?.value
  }
  return found
}

function rangeOf(node: unknown): number[] {
  const range: unknown = typeof node === 'object' && node !== null ? Reflect.get(node, 'range') : undefined
  return Array.isArray(range) ? range.slice(0, 2).map(Number) : []
}

function writeValue(value: string | false): string {
  if (value === false) return 'false'
  const quoted = /^[“”„«‘’]/.test(value)
  return stringify(value, { lineWidth: 0, ...(quoted && { defaultStringType: 'QUOTE_DOUBLE' as const }) }).trimEnd()
}
