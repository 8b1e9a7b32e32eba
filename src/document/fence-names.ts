import { blockSpecs, commonAttributes, type DirectiveKind } from './blocks/index.ts'
import type { FenceAttribute, OpeningFence } from './fence.ts'

/** Correct the names in a fence that can only be meant one way, and add what was wrong to its complaints. */
export function mendNames(fence: OpeningFence, kind: DirectiveKind): void {
  const known = [...Object.keys(blockSpecs[kind].attributes.shape), ...commonAttributes]
  lowerNames(fence, known)
  mendId(fence, known)
}

function lowerNames({ attributes, complaints }: OpeningFence, known: string[]): void {
  for (const attribute of attributes) {
    const lower = attribute.name.toLowerCase()
    if (known.includes(attribute.name) || !known.includes(lower)) continue
    complaints.push({ kind: 'malformed', what: `${attribute.name} is not in small letters` })
    attribute.name = lower
  }
}

/** `{leaf}` and `{#my leaf}`: words that are no attribute's name are the id, or the rest of it. */
function mendId(fence: OpeningFence, known: string[]): void {
  const isStray = ({ bare, name }: FenceAttribute) => bare === true && !known.includes(name)
  const start = fence.attributes.findIndex(({ name }) => name === 'id')
  const first = fence.attributes.findIndex(isStray)
  const id = fence.attributes[start]
  if (first < 0 || (id && first !== start + 1)) return
  const end = fence.attributes.findIndex((attribute, index) => index > first && !isStray(attribute))
  const strays = fence.attributes.slice(first, end < 0 ? undefined : end)
  const words = [...(id ? [id.value] : []), ...strays.map(({ name }) => name)]
  const what = id
    ? `there is a space in the id “${words.join(' ')}”`
    : `there is no # before the id “${words.join(' ')}”`
  fence.complaints.push({ kind: 'malformed', what })
  const [column, endColumn] = [(id ?? strays[0])?.column ?? 0, strays.at(-1)?.endColumn ?? 0]
  const mended = { name: 'id', value: words.join('-'), column, endColumn }
  fence.attributes.splice(id ? start : first, strays.length + (id ? 1 : 0), mended)
}
