import { z } from 'zod'

const words = z.registry<object>()

/** Whether a schema is one of words, made by `defineText`. */
export function isWords(schema: z.core.$ZodType | undefined): boolean {
  return schema !== undefined && words.has(schema)
}

/** One line of words. `expected` completes “It has to be …”. */
export function defineText(expected: string) {
  return z
    .string(expected)
    .trim()
    .min(1, expected)
    .refine((text) => !/[\p{Cc}\p{Zl}\p{Zp}]/u.test(text), expected)
    .register(words, {})
}

/** A name that ends up in addresses, headers and file names. */
export function defineId(expected: string) {
  return z.string(expected).regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, `${expected}: small letters, digits and hyphens`)
}
