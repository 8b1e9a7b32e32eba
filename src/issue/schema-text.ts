import { z } from 'zod'

/** One line of words. `expected` completes “It has to be …”. */
export function defineText(expected: string) {
  return z
    .string(expected)
    .trim()
    .min(1, expected)
    .refine((text) => !/[\p{Cc}\p{Zl}\p{Zp}]/u.test(text), expected)
}

/** A name that ends up in addresses, headers and file names. */
export function defineId(expected: string) {
  return z.string(expected).regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, `${expected}: small letters, digits and hyphens`)
}
