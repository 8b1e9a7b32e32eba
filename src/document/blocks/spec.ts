import type { z } from 'zod'

/** Everything Wayforward knows about one kind of block before it is rendered. */
export interface BlockSpec<Attributes> {
  /** Its own attributes (`id`, `for`, `only` and `because` stand on every block), from the strings an author wrote. */
  attributes: z.ZodObject & z.ZodType<Attributes>
  /** Set where the body has to hold a picture, and its first image is that picture. */
  picture?: true
  /** A whole block as an author would write it. It runs as a test, and hints take their sample values from it. */
  example: string
}
