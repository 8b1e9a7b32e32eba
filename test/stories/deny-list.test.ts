import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findDenied, makeDenied, normaliseWords, rememberHashes } from '../../src/stories/deny-list.ts'
import { hashWords } from './sample-record.ts'

const denied = makeDenied(['Rosa María Pérez Gómez', 'Rosa Pérez', 'Rosita'], ['Springfield', 'Acme Foods'], hashWords)
const find = (text: string, where?: 'issue' | 'story') =>
  findDenied(text, denied, hashWords, where).map(({ start, end }) => text.slice(start, end))

describe('a name is found however it is written', () => {
  it.each([
    ['as it is', 'said Rosa Pérez today', 'Rosa Pérez'],
    ['without accents, in capitals', 'ROSA PEREZ', 'ROSA PEREZ'],
    ['decomposed', 'Rosa Pérez'.normalize('NFD'), 'Rosa Pérez'.normalize('NFD')],
    ['as a possessive', 'Rosita’s door', 'Rosita’s'],
    ['last name first', 'Pérez, Rosa', 'Pérez, Rosa'],
    ['across emphasis and a line wrap', '**Rosa**\n_Pérez_', 'Rosa**\n_Pérez'],
    ['with an initial between', 'Rosa M. Pérez', 'Rosa M. Pérez'],
    ['as a file name', 'images/rosa_perez-2.jpg', 'rosa_perez'],
    ['in camel case', 'IMG_rosaPerez.JPG', 'rosaPerez'],
    ['run together', 'rosaperez@example.org', 'rosaperez'],
    ['as a hashtag', '#RosaPerez', 'RosaPerez'],
    ['with digits stuck on', 'rosita2.png', 'rosita'],
    ['with a soft hyphen and a zero-width space', 'Ro\u00ADsa Pé\u200Brez', 'Ro\u00ADsa Pé\u200Brez'],
    ['two parts of it', 'called María Pérez then', 'María Pérez'],
    ['in a path', 'C:\\Users\\Rosita\\steps.png', 'Rosita'],
    ['the first name alone, as a name', 'Then Rosa’s mother', 'Rosa’s'],
    ['the last name alone, as a name', 'la señora Perez', 'Perez'],
    ['the first name alone in the name of a file', 'images/rosa.jpg', 'rosa'],
    ['the first name alone in an address', 'https://example.org/rosa', 'rosa'],
    ['an initial and a last name', 'R. Gomez said', 'R. Gomez'],
    ['a first name and an initial', 'signed rosa g.', 'rosa g'],
    ['last name first, run together', 'gomezrosa', 'gomezrosa'],
    ['parted with a hyphen at the end of a line', 'in Spring-\nfield', 'Spring-\nfield'],
    ['an employer run together', 'acmefoods', 'acmefoods'],
    ['the town', 'in SPRINGFIELD.', 'SPRINGFIELD'],
    ['the employer', 'acme-foods', 'acme-foods'],
  ])('%s', (_, text, words) => {
    expect(find(text)).toEqual([words])
  })

  it('with Đ, and Vietnamese marks', () => {
    const list = makeDenied(['Đặng Thị Hoa'], [], hashWords)
    for (const text of ['Dang Thi Hoa', 'đặng thị hoa', 'Hoa Đặng', 'dangthihoa.jpg']) {
      expect(findDenied(text, list, hashWords), text).toHaveLength(1)
    }
  })

  it('with apostrophes and hyphens of any kind', () => {
    const list = makeDenied(["Ana-Lucía O'Brien"], [], hashWords)
    for (const text of ['Ana Lucía O’Brien', 'Ana‑Lucia OBrien', "ana-lucia o'brien's"]) {
      expect(findDenied(text, list, hashWords), text).toHaveLength(1)
    }
  })
})

describe('other words are left alone', () => {
  it.each([
    'a rosary',
    'una rosa y un gómez',
    'Rositas',
    'foods of Acme',
    'spring field',
    'de la Cruz',
    '',
  ])('%s', (text) => {
    expect(find(text)).toEqual([])
  })

  it('a word that begins a sentence and is somebody’s name too, a part of the printed name, and parts of a Vietnamese one', () => {
    const list = makeDenied(['Grace Rivera', 'Trần Nam Mai', 'Ana Ortiz'], [], hashWords, 'Ana M.')
    for (const text of ['Grace is given.', 'Mai tôi đi. Nam Việt.', 'Ana opened the door.']) {
      expect(findDenied(text, list, hashWords), text).toEqual([])
    }
    for (const text of ['Rivera', 'Ortiz', 'Ana Ortiz', 'Grace R.']) {
      expect(findDenied(text, list, hashWords), text).toHaveLength(1)
    }
  })

  it('particles of a name are no name', () => {
    const list = makeDenied(['Rosa de la Cruz', 'Nguyễn Thị Hoa'], [], hashWords)
    for (const text of ['fuera de la ciudad', 'cerca de la Cruz Roja', 'Nguyễn Thị Lan', 'Hoa Kỳ']) {
      expect(findDenied(text, list, hashWords), text).toEqual([])
    }
  })
})

it('all over an issue only whole names are looked for, not towns and first names, which others share', () => {
  expect(find('A rally in Springfield with Rosita', 'issue')).toEqual([])
  expect(find('Rosa Pérez in Springfield', 'issue')).toEqual(['Rosa Pérez'])
  expect(find('rosaperez.jpg', 'issue')).toEqual(['rosaperez'])
})

it('the list holds no word of the name', () => {
  expect(JSON.stringify(denied)).not.toMatch(/rosa|p[eé]rez|springfield|acme/i)
})

it('case, composition and what stands between words never change a finding', () => {
  const words = fc.constantFrom('Rosa', 'Pérez', 'acme', 'foods', 'the', 'door', 'Rosita')
  const between = fc.constantFrom(' ', '\n', '-', ', ', ' **', '/')
  fc.assert(
    fc.property(fc.array(fc.tuple(words, between), { maxLength: 12 }), (parts) => {
      const plain = parts.map(([word]) => word).join(' ')
      const written = parts.map(([word, gap]) => word.toUpperCase().normalize('NFD') + gap).join('')
      const normal = (text: string) =>
        findDenied(text, denied, hashWords).map(({ start, end }) => normaliseWords(text.slice(start, end)))
      expect(normal(written)).toEqual(normal(plain))
    }),
  )
})

it('9,000 words take less than 200 ms', () => {
  const letter = (number: number) => String.fromCharCode(97 + (number % 26))
  const word = (number: number) => `word${letter(number)}${letter(number / 26)}${letter(number / 676)}`
  const text = Array.from({ length: 9000 }, (_, index) => word((index * 7919) % 3001)).join(' ')
  let hashes = 0
  const times = [1, 2, 3].map(() => {
    hashes = 0
    const begin = process.cpuUsage()
    const hash = rememberHashes((words) => {
      hashes += 1
      return hashWords(words)
    })
    findDenied(text, denied, hash)
    return process.cpuUsage(begin).user / 1000
  })
  // Of the processor’s own time; twice that, for a machine that is busy with other things.
  expect(Math.min(...times)).toBeLessThan(400)
  // Once for each run of words, not for each place.
  expect(hashes).toBeLessThan(16_000)
})
