import { expect, test } from 'vitest'
import { makeFolderName } from '../../src/issue/folder-name.ts'

test.each([
  ['2024-12 Año Nuevo', '2024-12-ano-nuevo'],
  ['Đường về nhà!', 'duong-ve-nha'],
  ['--Already-fine--', 'already-fine'],
  ['日本', ''],
])('%s becomes “%s”', (text, name) => {
  expect(makeFolderName(text)).toBe(name)
})

test('a long one ends at a hundred characters, and never with a hyphen', () => {
  expect(makeFolderName(`${'a'.repeat(99)} b`)).toBe('a'.repeat(99))
})
