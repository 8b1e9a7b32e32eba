/**
 * The folder name words make: `2024-12 Año Nuevo` becomes `2024-12-ano-nuevo`.
 *
 * Folder names are part of idempotency keys, tags and web addresses, whose alphabet is small letters, digits, hyphens.
 *
 * @returns at most 100 characters; nothing at all where no letter or digit is left.
 */
export function makeFolderName(text: string): string {
  const plain = text.replaceAll(/[đĐ]/g, 'd').normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()
  const name = plain.replaceAll(/[^a-z0-9]+/g, '-').replace(/^-+/, '')
  return name.slice(0, 100).replace(/-+$/, '')
}
