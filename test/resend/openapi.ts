import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import { parse } from 'yaml'

/**
 * Resend's published description of its API, which is theirs and not committed here: RESEND_OPENAPI names the file, or it
 * lies beside the project.
 */
export const openapiFile =
  process.env.RESEND_OPENAPI ?? join(import.meta.dirname, '../../../shared/reference/resend-openapi.yaml')

type Schema = Record<string, unknown>

interface Reading {
  /** Every property must be there, but these: the description hardly says `required`, so leaving one out would go unseen. */
  complete?: { except: string[] }
  /** Properties that may be null as well. */
  nullable?: string[]
  /** Properties that the description lacks: allowed wherever, wanted nowhere. */
  extra?: Schema
}

/** Reads the description strictly: what it does not name is wrong. */
export class Openapi {
  readonly #document: Schema
  readonly #ajv = new Ajv2020({ allErrors: true, strict: false })

  constructor(file = openapiFile) {
    this.#document = parse(readFileSync(file, 'utf8')) as Schema
    formats.default(this.#ajv)
  }

  /** The JSON body of a request: `POST /emails`. */
  request(route: string, reading: Reading = {}): ValidateFunction {
    return this.#compile([...place(route), 'requestBody'], reading)
  }

  /** The JSON body of an answer. Throws where the description knows no such status. */
  answer(route: string, status: number, reading: Reading): ValidateFunction {
    return this.#compile([...place(route), 'responses', String(status)], reading)
  }

  /** The JSON body of a webhook: `email.sent`. */
  webhook(type: string, reading: Reading): ValidateFunction {
    return this.#compile(['webhooks', type, 'post', 'requestBody'], reading)
  }

  /** A header parameter of a route. */
  header(route: string, name: string): ValidateFunction {
    const parameters = this.#at([...place(route), 'parameters']) as unknown as Schema[]
    const parameter = parameters.find((one) => one.in === 'header' && one.name === name)
    return this.#ajv.compile(parameter?.schema as Schema)
  }

  #compile(path: string[], reading: Reading): ValidateFunction {
    const { content } = this.#at(path) as { content?: Record<string, { schema: Schema }> }
    const schema = content?.['application/json']?.schema
    if (!schema) throw new Error(`The description has no JSON at ${path.join(' ')}.`)
    return this.#ajv.compile(this.#close(schema, reading))
  }

  #at(path: string[]): Schema {
    let value: unknown = this.#document
    for (const step of path) value = typeof value === 'object' && value !== null ? Reflect.get(value, step) : undefined
    if (typeof value !== 'object' || value === null)
      throw new Error(`The description has nothing at ${path.join(' ')}.`)
    return value as Schema
  }

  /** Without references and allOf, closed to further properties. */
  #close(schema: Schema, reading: Reading): Schema {
    if (typeof schema.$ref === 'string') return this.#close(this.#at(schema.$ref.slice(2).split('/')), reading)
    if (Array.isArray(schema.allOf)) return merge((schema.allOf as Schema[]).map((part) => this.#close(part, reading)))
    const closed: Schema = { ...schema }
    if (Array.isArray(schema.oneOf)) closed.oneOf = (schema.oneOf as Schema[]).map((one) => this.#close(one, reading))
    if (schema.items) closed.items = this.#close(schema.items as Schema, reading)
    if (schema.properties) {
      const { complete, nullable = [], extra = {} } = reading
      const known = Object.entries(schema.properties as Record<string, Schema>)
      const properties = known.map(([name, value]) => {
        const property = this.#close(value, reading)
        return [name, nullable.includes(name) ? { anyOf: [{ type: 'null' }, property] } : property] as const
      })
      closed.properties = { ...extra, ...Object.fromEntries(properties) }
      closed.additionalProperties = false
      if (complete) closed.required = known.map(([name]) => name).filter((name) => !complete.except.includes(name))
    }
    return closed
  }
}

/** `POST /emails/batch` as a path in the document. */
function place(route: string): string[] {
  const [method = '', path = ''] = route.split(' ')
  return ['paths', path, method.toLowerCase()]
}

function merge(parts: Schema[]): Schema {
  const merged: Schema = Object.assign({}, ...parts)
  merged.properties = Object.assign({}, ...parts.map((part) => part.properties ?? {}))
  merged.required = parts.flatMap((part) => (part.required as string[] | undefined) ?? [])
  return merged
}
