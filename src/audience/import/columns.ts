import { nearest } from '../../problem/nearest.ts'
import { normaliseAddress } from '../address.ts'
import {
  importDoubleColumn,
  importNoAddress,
  importNoHeader,
  importUnknownColumn,
  importUnknownField,
} from '../problems.ts'
import { hideAddresses } from './hide-addresses.ts'

/** What a column can hold, as `--map` names it; the headers that are taken for it, the surest first. */
const headers = {
  email: ['email', 'e mail', 'email address', 'e mail address', 'subscriber email', 'primary email', 'mail']
    .concat(['correo', 'correo electronico', 'direccion de correo', 'direccion de correo electronico'])
    .concat(['dia chi email', 'dia chi e mail', 'thu dien tu']),
  name: ['name', 'full name', 'display name', 'nombre', 'nombre completo', 'ten', 'ho ten', 'ho va ten'],
  first_name: ['first name', 'firstname', 'fname', 'given name', 'primer nombre'],
  last_name: ['last name', 'lastname', 'lname', 'surname', 'family name', 'apellido', 'apellidos'],
  language: ['language', 'preferred language', 'language preference', 'lang', 'locale', 'idioma'].concat([
    'idioma preferido',
    'lengua',
    'ngon ngu',
  ]),
  region: ['region', 'state', 'province', 'state abbreviated', 'can2 state abbreviated', 'state province'].concat([
    'estado',
    'provincia',
    'tinh',
    'khu vuc',
    'vung',
  ]),
  topics: [
    'topics',
    'topic',
    'interests',
    'tags',
    'can2 user tags',
    'temas',
    'tema',
    'intereses',
    'etiquetas',
    'chu de',
  ],
  consented_at: ['consented at', 'consent at', 'consent date', 'date of consent', 'consented', 'confirm time']
    .concat(['optin time', 'opt in time', 'opt in date', 'subscribed at', 'subscribed on', 'subscription date'])
    .concat([
      'can2 subscription date',
      'date subscribed',
      'signup date',
      'sign up date',
      'signed up at',
      'signed up on',
    ])
    .concat(['fecha de consentimiento', 'fecha de suscripcion', 'fecha de alta', 'ngay dong y', 'ngay dang ky']),
  consent_source: ['consent source', 'source', 'signup source', 'sign up source', 'opt in source'].concat([
    'fuente',
    'fuente de consentimiento',
    'origen',
    'nguon',
    'nguon dong y',
  ]),
  consent_wording: ['consent wording', 'consent text', 'wording', 'texto de consentimiento'],
  status: ['status', 'subscription status', 'email subscription status', 'can2 subscription status', 'member status'],
} as const satisfies Record<string, readonly string[]>

export type Field = keyof typeof headers

const fields = Object.keys(headers) as Field[]

export interface Columns {
  /** Where each field stands in a row. */
  index: Partial<Record<Field, number>>
  /** The header each field was found under: what was guessed, for the report. */
  found: Partial<Record<Field, string>>
  /** Headers of the columns that are not taken over. */
  ignored: string[]
  /** Whether the first row is a header; it is none where columns are mapped by number over an address. */
  header: boolean
}

/** A header without its case, accents and punctuation. */
function simplify(header: string): string {
  const plain = header.normalize('NFD').replace(/\p{M}/gu, '').replace(/[đĐ]/g, 'd')
  return plain
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

/**
 * Say which column holds what, from the first row and what the person mapped (`{email: 'Contact', name: '2'}`: a header,
 * or a column's number from 1).
 *
 * @throws Problem `import_…`
 */
export function findColumns(first: readonly string[], map: Readonly<Record<string, string>> = {}): Columns {
  const mapped = Object.entries(map).map(([name, column]) => ({ field: readField(name), column }))
  const looksLikeData = first.some((cell) => normaliseAddress(cell) !== undefined)
  const header = !looksLikeData
  if (looksLikeData && !mapped.some(({ field, column }) => field === 'email' && /^\d+$/.test(column.trim()))) {
    throw importNoHeader({ first: first.length })
  }
  const index: Columns['index'] = {}
  for (const { field, column } of mapped) index[field] = readColumn(column, first, header)
  const simple = first.map(simplify)
  for (const field of header ? fields : []) {
    if (index[field] !== undefined) continue
    const taken = Object.values(index)
    const name = headers[field].find((known) => simple.some((one, at) => one === known && !taken.includes(at)))
    if (name === undefined) continue
    if (simple.indexOf(name) !== simple.lastIndexOf(name))
      throw importDoubleColumn({ header: first[simple.indexOf(name)] ?? name })
    index[field] = simple.indexOf(name)
  }
  if (index.email === undefined)
    throw importNoAddress({ columns: first.map((cell) => hideAddresses(cell, 60)).slice(0, 20) })
  const used = new Set(Object.values(index))
  return {
    index,
    found: Object.fromEntries(
      Object.entries(index).map(([field, at]) => [field, header ? (first[at]?.trim() ?? '') : `column ${at + 1}`]),
    ),
    ignored: header ? first.filter((_, at) => !used.has(at)).map((cell) => cell.trim()) : [],
    header,
  }
}

/** `consentedAt`, `consented-at` and `consented_at` are one. */
function readField(name: string): Field {
  const wanted = name
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .replace(/[\s-]+/g, '_')
    .toLowerCase()
  const field = fields.find((known) => known === wanted)
  if (!field) throw importUnknownField({ field: name, near: nearest(wanted, fields), known: fields })
  return field
}

function readColumn(column: string, first: readonly string[], header: boolean): number {
  const wanted = simplify(column)
  const matches = first.flatMap((cell, at) => (header && simplify(cell) === wanted ? [at] : []))
  const [match] = matches
  if (matches.length > 1) throw importDoubleColumn({ header: column })
  if (match !== undefined) return match
  const number = /^\d+$/.test(column.trim()) ? Number(column) : 0
  if (number >= 1 && number <= first.length) return number - 1
  const known = header ? first.map((cell) => cell.trim()) : []
  throw importUnknownColumn({ column, near: nearest(column, known), known: known.slice(0, 20), count: first.length })
}
