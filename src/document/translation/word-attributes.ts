import { z } from 'zod'
import { blockSpecs } from '../blocks/index.ts'
import type { BlockSpec } from '../blocks/spec.ts'
import { words } from '../blocks/values.ts'
import type { Block } from '../document.ts'

/** The attributes of a block that carry words a reader reads, such as the label of a button, with their values. */
export function wordsOf(block: Block): Record<string, string> {
  if (block.kind === 'letter') return {}
  const { attributes }: BlockSpec<unknown> = blockSpecs[block.kind]
  const found: Record<string, string> = {}
  for (const [name, schema] of Object.entries(attributes.shape)) {
    const value: unknown = Reflect.get(block.attributes, name)
    if (typeof value === 'string' && (schema instanceof z.ZodOptional ? schema.unwrap() : schema) === words) {
      found[name] = value
    }
  }
  return found
}
