const pairs = ['""', "''", '“”', '„“', '„”', '«»', '‘’', '””', '““', '’’']

/**
 * A value in quotes that YAML reads as these very words: double ones, or single ones where it holds double ones.
 *
 * Quotes that stand around the whole of it, straight or curly, or that were only begun, are taken for those meant.
 */
export function quoteValue(written: string): string {
  const bare = stripQuotes(written.trim())
  return /["\\]/.test(bare) ? `'${bare.replaceAll("'", "''")}'` : `"${bare}"`
}

function stripQuotes(value: string): string {
  const [first = '', last = ''] = [value.at(0), value.at(-1)]
  const inner = value.slice(1, -1)
  const paired = value.length > 1 && pairs.includes(first + last)
  // An apostrophe is no quote.
  const others = inner.replaceAll(/(?<=\p{L})['’](?=\p{L})/gu, '')
  if (paired && !others.includes(first) && !others.includes(last)) return inner
  const begun = /["'“„«]/.test(first) && !value.slice(1).includes(first)
  return begun && !/[”»]/.test(value) ? value.slice(1) : value
}

/** The words within curly quotes that stand around the whole of a value without straight ones. */
export function isCurlyQuoted(value: string): boolean {
  return /^[“„«‘’”]/.test(value) && stripQuotes(value) === value.slice(1, -1)
}
