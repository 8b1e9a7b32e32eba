/**
 * An id made of words: `Đường về nhà: first steps` becomes `duong-ve-nha-first`.
 *
 * @returns Small letters, digits and hyphens, beginning with a letter; undefined where no letter is left.
 */
export function suggestId(words: string, taken: Iterable<string> = []): string | undefined {
  const plain = words.replaceAll(/[đĐ]/g, 'd').normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()
  const id = (plain.match(/[a-z0-9]+/g) ?? []).join('-').replace(/^[^a-z]+/, '')
  const short =
    id.length <= 32
      ? id
      : id
          .slice(0, 33)
          .replace(/-[^-]*$/, '')
          .slice(0, 32)
  if (short === '') return undefined
  const used = new Set(taken).add('letter')
  for (let count = 1; ; count += 1) {
    const candidate = count === 1 ? short : `${short}-${count}`
    if (!used.has(candidate)) return candidate
  }
}
