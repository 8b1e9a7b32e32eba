import { formatCsvRow } from '../../src/audience/csv-row.ts'
import { seededRandom } from './seeded-random.ts'

const words = (text: string): string[] => text.split(', ')

/** Given and family names that are put together at random; `order` as the language writes them. */
const names = {
  en: {
    given: words(
      'Amara, Bao, Camille, Darnell, Elif, Farah, Grace, Hana, Imani, Jonah, Keisha, Lena, Malik, Noor, Omar, Priya, Quinn, Rosa, Sunita, Tomasz, Uma, Yusuf, Zoë, Siobhán',
    ),
    family: words(
      'Abara, Bennett, Chowdhury, Diallo, Ellison, Fofana, Garner, Haile, Iqbal, Jackson, Kowalski, Laurent, Mensah, Nakamura, Okafor, Park, Rahman, Singh, Tran, Whitfield',
    ),
    write: (given: string, family: string) => `${given} ${family}`,
  },
  es: {
    given: words(
      'Alma, Benito, Catalina, Diego, Esperanza, Fermín, Guadalupe, Héctor, Inés, Joaquín, Lucía, Mateo, Nayeli, Óscar, Pilar, Ramón, Soledad, Tomás, Ximena, Yolanda',
    ),
    family: words(
      'Aguilar, Barrios, Castañeda, Domínguez, Escobedo, Fuentes, Galván, Ibáñez, Jurado, Lozano, Muñoz, Nájera, Ocampo, Peña, Quiroz, Rentería, Saldaña, Villaseñor',
    ),
    write: (given: string, family: string) => `${given} ${family}`,
  },
  vi: {
    given: words(
      'An, Bích, Châu, Dũng, Đào, Giang, Hạnh, Khánh, Liên, Minh, Ngọc, Phượng, Quỳnh, Sương, Thảo, Tuấn, Uyên, Vỹ, Xuân, Yến',
    ),
    family: words(
      'Bùi Thị, Đặng Văn, Đỗ Thị, Hoàng, Lê Thị, Lý, Ngô Văn, Nguyễn Thị, Nguyễn Văn, Phạm, Phan Thị, Trần Thị, Trương, Võ Văn, Vũ',
    ),
    write: (given: string, family: string) => `${family} ${given}`,
  },
}

const regions = ['CA', 'CA', 'CA', 'TX', 'TX', 'NY', 'WA', 'AZ', 'IL', 'FL', 'GA', 'MN', 'NJ', '']
const domains = ['example.org', 'example.com', 'example.net']
const sources = ['web form', 'teach-in sign-up sheet', 'conference table', 'petition page', 'referred by a member']
const topics: [topic: string, share: number][] = [
  ['policy', 0.5],
  ['organizing', 0.45],
  ['legal', 0.3],
  ['stories', 0.4],
]

/** People a list has to cope with. */
const special = [
  ['reader.rtl', 'ليلى حداد', 'en', 'NY', 'policy;stories', '2023-05-14', 'web form'],
  ['reader.markup', '<b>Robin</b> & <script>alert(1)</script>', 'en', 'CA', 'policy', '2023-06-02', 'web form'],
  ['reader.formula', '=HYPERLINK("https://example.net","Sam")', 'en', 'TX', 'legal', '2023-06-03', 'petition page'],
  ['reader.quotes', 'Jo "Jay" O’Neal, Jr.', 'en', 'WA', 'organizing', '2022-11-20', 'conference table'],
  ['reader+tagged', '', 'en', '', '', '2024-01-09', 'web form'],
  ['reader.ht.one', 'Mirlande Toussaint', 'ht', 'FL', 'legal;stories', '2023-09-30', 'teach-in sign-up sheet'],
  ['reader.ht.two', 'Wilner Baptiste', 'ht', 'FL', 'policy', '2023-10-01', 'teach-in sign-up sheet'],
]

/** The sample list in CSV: 250 made-up people at domains that are reserved for examples (RFC 2606). */
export function makeSampleList(): string {
  const random = seededRandom(20240582)
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T
  const rows = [['email', 'name', 'language', 'region', 'topics', 'consented_at', 'consent_source']]
  for (let number = 1; number <= 250 - special.length; number += 1) {
    const draw = random()
    const language = draw < 0.57 ? 'en' : draw < 0.81 ? 'es' : 'vi'
    const { given, family, write } = names[language]
    const name = random() < 0.12 ? '' : write(pick(given), pick(family))
    const asked = topics.flatMap(([topic, share]) => (random() < share ? [topic] : []))
    const day = new Date(Date.UTC(2021, 2, 1) + Math.floor(random() * 1100) * 86_400_000)
    rows.push([
      `reader${String(number).padStart(3, '0')}@${pick(domains)}`,
      name,
      language,
      pick(regions),
      asked.join(';'),
      day.toISOString().slice(0, 10),
      pick(sources),
    ])
  }
  for (const [local = '', ...rest] of special) rows.push([`${local}@example.org`, ...rest])
  return rows.map((row, at) => (at === 0 ? `${row.join(',')}\n` : formatCsvRow(row))).join('')
}
