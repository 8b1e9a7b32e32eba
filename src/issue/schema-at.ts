import { z } from 'zod'

/** The schema that holds for what stands at a path, without what makes it optional. */
export function schemaAt(schema: z.core.$ZodType, path: readonly PropertyKey[]): z.core.$ZodType | undefined {
  let at = unwrap(schema)
  for (const key of path) {
    at = unwrap(
      at instanceof z.ZodObject
        ? at.shape[String(key)]
        : at instanceof z.ZodRecord
          ? at.valueType
          : at instanceof z.ZodArray
            ? at.element
            : undefined,
    )
  }
  return at
}

function unwrap(schema: z.core.$ZodType | undefined): z.core.$ZodType | undefined {
  return schema instanceof z.ZodOptional || schema instanceof z.ZodDefault ? schema.unwrap() : schema
}
