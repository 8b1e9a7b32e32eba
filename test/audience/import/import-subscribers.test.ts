import { describe, expect, test } from 'vitest'
import {
  type ImportReport,
  type ImportRequest,
  importSubscribers,
} from '../../../src/audience/import/import-subscribers.ts'
import type { Subscriber } from '../../../src/audience/subscriber.ts'
import { temporaryList } from '../../store/temporary-store.ts'
import { newsletterWith } from '../newsletter.ts'

const now = Date.parse('2024-05-01T12:00:00Z')
const header = 'email,name,language,region,topics,consented_at,consent_source'

async function importText(
  text: string | Uint8Array,
  request: Partial<ImportRequest> = {},
  list?: Awaited<ReturnType<typeof temporaryList>>,
) {
  const { audience: store, vault } = list ?? (await temporaryList())
  const bytes = Buffer.from(text)
  // In chunks that cut characters and line ends in two.
  const source = (async function* () {
    const size = bytes.length > 10_000 ? 10_007 : 7
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
  })()
  const open = async () => ({ store, vault })
  const report = await importSubscribers({ source, newsletter: newsletterWith(), open, now, ...request })
  const people: Subscriber[] = []
  for await (const page of store.pages()) people.push(...page)
  expect(report.read, 'every row is counted once').toBe(
    report.added + report.updated + report.unchanged + report.suppressed + report.duplicates + report.rejectedTotal,
  )
  return { report, people }
}

const reasons = ({ rejected }: ImportReport) => rejected.map(({ line, reason }) => [line, reason])

describe('a list in our own columns', () => {
  const list = [
    header,
    'Amara@Example.org,"Okafor, Amara",en,CA,policy;legal,2024-01-05,web form',
    'minh@example.com,Nguyễn Văn Minh,vi,,,2024-01-06T10:00:00Z,teach-in',
    '',
  ].join('\n')

  test('is taken over whole', async () => {
    const { report, people } = await importText(list)
    expect(report).toMatchObject({ read: 2, added: 2, rejectedTotal: 0, delimiter: ',', ignored: [] })
    expect(people).toEqual([
      {
        address: 'amara@example.org',
        name: 'Okafor, Amara',
        language: 'en',
        region: 'CA',
        topics: ['legal', 'policy'],
        // A day in the newsletter's zone, New York.
        consent: { at: '2024-01-05T05:00:00.000Z', source: 'web form' },
      },
      {
        address: 'minh@example.com',
        name: 'Nguyễn Văn Minh',
        language: 'vi',
        topics: [],
        consent: { at: '2024-01-06T10:00:00.000Z', source: 'teach-in' },
      },
    ])
  })

  test.each([
    ['with a BOM', `\uFEFF${list}`],
    ['from Windows', list.replaceAll('\n', '\r\n')],
    ['from Windows, with a BOM', `\uFEFF${list.replaceAll('\n', '\r\n')}`],
    ['from an old Mac', list.replaceAll('\n', '\r')],
    ['without a line end at the end', list.trimEnd()],
    ['with empty lines', list.replaceAll('\n', '\n\n\n')],
    ['with decomposed letters', list.normalize('NFD')],
    ['announced by Excel', `sep=,\r\n${list}`],
  ])('%s is the same list', async (_, text) => {
    expect((await importText(text)).people).toEqual((await importText(list)).people)
  })

  test.each([
    ['semicolons', ';'],
    ['tabs', '\t'],
  ] as const)('separated by %s', async (_, delimiter) => {
    const text = [header, 'amara@example.org,Amara,en,CA,policy|legal,2024-01-05,web form'].join('\n')
    const { report, people } = await importText(text.replaceAll(',', delimiter))
    expect(report.delimiter).toBe(delimiter)
    expect(people).toMatchObject([{ address: 'amara@example.org', topics: ['legal', 'policy'] }])
  })

  test('imported again is unchanged; a dry run counts the same and writes nothing', async () => {
    const mixed = `${list}amara@example.org,Again,en,,,2024-01-05,web form\nnobody,,,,,,\n`
    const list1 = await temporaryList()
    const dry = await importText(mixed, { dryRun: true }, list1)
    expect(dry.people).toEqual([])
    const real = await importText(mixed, {}, list1)
    expect({ ...dry.report, dryRun: false }).toEqual(real.report)
    expect(real.report).toMatchObject({ read: 4, added: 2, duplicates: 1, rejectedTotal: 1 })
    const dryAgain = await importText(mixed, { dryRun: true }, list1)
    expect(dryAgain.people).toEqual(real.people)
    expect((await importText(list, {}, list1)).report).toMatchObject({ added: 0 })
  })

  test('more than one page long counts duplicates across pages, dry or not', async () => {
    const rows = Array.from({ length: 2300 }, (_, at) => `reader${at % 2200}@example.org,,en,,,2024-01-05,web form`)
    const text = [header, ...rows].join('\n')
    const dry = (await importText(text, { dryRun: true })).report
    expect(dry).toMatchObject({ read: 2300, added: 2200, duplicates: 100 })
    expect((await importText(text)).report).toEqual({ ...dry, dryRun: false })
  })
})

describe('people who are not taken', () => {
  test('are named by line and reason, and stop nobody else', async () => {
    const heard: string[][] = []
    const { report, people } = await importText(
      [
        header,
        'not an address,,en,,,2024-01-05,web form',
        'good@example.org,"two\nlines",en,,,2024-01-05,web form',
        '',
        ',,en,,,2024-01-05,web form',
        'a@example.org,,elvish,,,2024-01-05,web form',
        'b@example.org,,en,,,,web form',
        'c@example.org,,en,,,01/05/2024,web form',
        'd@example.org,,en,,,2030-01-05,web form',
        'e@example.org,,en,,,2024-01-05,',
        'f@example.org,en',
        'g@example.org,,en,,policy,legal,2024-01-05,web form',
        'last@example.org,,en,,,2024-01-05,web form,,',
      ].join('\n'),
      { onReject: ({ cells }) => void heard.push(cells) },
    )
    expect(people.map(({ address }) => address)).toEqual(['good@example.org', 'last@example.org'])
    expect(people[0]?.name).toBe('two lines')
    expect(reasons(report)).toEqual([
      [2, '“not an address” is not an e-mail address that can be mailed'],
      [6, 'there is no e-mail address'],
      [7, '“elvish” is not a language; write a tag such as en, es or vi'],
      [8, 'it does not say when this person agreed to be mailed (consented_at)'],
      [9, expect.stringMatching(/“01\/05\/2024” can be read in two ways/)],
      [10, expect.stringMatching(/in the future/)],
      [11, 'it does not say where this person agreed to be mailed (consent_source)'],
      [12, expect.stringMatching(/^it has 2 columns where the first row has 7/)],
      [13, expect.stringMatching(/^it has 8 columns/)],
    ])
    expect(heard[0]?.[0]).toBe('not an address')
  })

  test('are named by the line an editor shows, wherever the file is cut on its way here', async () => {
    const text = Buffer.from([header, '"two\nlines",,,,,,', 'Ế,,,,,,'].join('\r\n'))
    const source = (async function* () {
      for (const byte of text) yield Buffer.of(byte)
    })()
    const heard: string[][] = []
    const { report } = await importText('', { source, onReject: ({ cells }) => void heard.push(cells) })
    expect(reasons(report).map(([line]) => line)).toEqual([2, 4])
    expect(heard[1]?.[0]).toBe('Ế')
  })

  test('include who unsubscribed elsewhere, and who unsubscribed here', async () => {
    const list = await temporaryList()
    await list.audience.suppress(list.vault.addressHash('gone@example.org'), 'unsubscribed', now)
    const { report, people } = await importText(
      [
        'Email Address,First Name,Last Name,OPTIN_TIME,Status',
        'a@example.org,A,One,2024-01-05 10:00:00,subscribed',
        'b@example.org,B,Two,2024-01-05 10:00:00,Unsubscribed',
        'c@example.org,C,Three,2024-01-05 10:00:00,cleaned',
        'GONE@example.org,D,Four,2024-01-05 10:00:00,subscribed',
      ].join('\n'),
      { defaults: { consentSource: 'our old list' } },
      list,
    )
    expect(people.map(({ name }) => name)).toEqual(['A One'])
    expect(report).toMatchObject({ read: 4, added: 1, suppressed: 1, rejectedTotal: 2 })
  })

  test('are all heard, though only the first thousand are kept', async () => {
    let heard = 0
    const text = [header, ...Array(1500).fill('nobody,,,,,,')].join('\n')
    const { report } = await importText(text, {
      onReject: () => {
        heard += 1
      },
    })
    expect([heard, report.rejectedTotal, report.rejected.length]).toEqual([1500, 1500, 1000])
  })

  test('after a quote that is never closed, which is named where it opens', async () => {
    const { report } = await importText(
      [
        header,
        'a@example.org,,en,,,2024-01-05,web form',
        'b@example.org,"Oops,en,,,2024-01-05,web form',
        'c@example.org',
      ].join('\n'),
    )
    expect(report.added).toBe(1)
    expect(reasons(report)).toEqual([
      [3, expect.stringMatching(/a quote .* not closed; nothing from here on was read/)],
    ])
  })
})

describe('what a row leaves open', () => {
  test('is filled from the defaults', async () => {
    const { report, people } = await importText('email\na@example.org\n', {
      defaults: { language: 'es', consentSource: 'teach-in', consentedAt: '2024-04-02' },
    })
    expect(people).toEqual([
      {
        address: 'a@example.org',
        language: 'es',
        topics: [],
        consent: { at: '2024-04-02T04:00:00.000Z', source: 'teach-in' },
      },
    ])
    expect(report.assumedLanguage).toBe(1)
  })

  test('is never consent: without it nobody is added', async () => {
    const { report } = await importText('email\na@example.org\n')
    expect(report).toMatchObject({ added: 0, rejectedTotal: 1 })
  })

  test('is not filled from defaults that make no sense', async () => {
    const bad = { defaults: { consentedAt: 'last week' } }
    await expect(importText('email\na@example.org\n', bad)).rejects.toMatchObject({ code: 'import_bad_default' })
  })

  test('topics that the newsletter does not have are left out and counted', async () => {
    const { report, people } = await importText(`${header}\na@example.org,,en,,Policy;gardening,2024-01-05,web form\n`)
    expect(people[0]?.topics).toEqual(['policy'])
    expect(report.unknownTopics).toEqual({ gardening: 1 })
  })
})

describe('names', () => {
  test('keep every script and markup as text, and lose what would rearrange a page', async () => {
    const cells = [
      'ليلى حداد',
      '<script>alert(1)</script>',
      'a\u202Egpj.exe',
      'tab\there\u0000',
      '=1+1',
      "'=1+1",
      'x'.repeat(300),
      'نی\u200Cلوفر',
    ]
    const rows = cells.map((cell, at) => `reader${at}@example.org,"${cell}",en,,,2024-01-05,web form`)
    const { people } = await importText([header, ...rows].join('\n'), {}).catch((error) => {
      throw error
    })
    expect(people.map(({ name }) => name)).toEqual([
      'ليلى حداد',
      '<script>alert(1)</script>',
      'agpj.exe',
      'tab here',
      '=1+1',
      '=1+1',
      'x'.repeat(100),
      'نی\u200Cلوفر',
    ])
  })
})

describe('columns', () => {
  test.each([
    [
      'Spanish',
      'Correo electrónico;Nombre;Apellidos;Idioma;Estado;Temas;Fecha de alta;Fuente',
      'a@example.org;Inés;Muñoz;español;CA;policy;2024-01-05;web',
    ],
    [
      'Vietnamese',
      'Địa chỉ email,Họ và tên,Ngôn ngữ,Khu vực,Chủ đề,Ngày đồng ý,Nguồn',
      'a@example.org,Inés Muñoz,Tiếng Tây Ban Nha,CA,policy,2024-01-05,web',
    ],
    [
      'Action Network’s',
      'first_name,last_name,email,zip_code,can2_state_abbreviated,language,can2_user_tags,can2_subscription_status,can2_subscription_date,source',
      'Inés,Muñoz,a@example.org,94103,CA,es,policy,subscribed,2024-01-05,web',
    ],
    [
      'Mailchimp’s',
      'Email Address,First Name,Last Name,Address,REGION,Language,TAGS,CONFIRM_TIME,Source',
      'a@example.org,Inés,Muñoz,1 Example St,CA,es,"""policy""",2024-01-05 00:00:00,web',
    ],
  ])('in %s words are recognised', async (_, first, row) => {
    const { people } = await importText(`${first}\n${row}\n`)
    expect(people).toEqual([
      {
        address: 'a@example.org',
        name: 'Inés Muñoz',
        language: 'es',
        region: 'CA',
        topics: ['policy'],
        consent: { at: '2024-01-05T05:00:00.000Z', source: 'web' },
      },
    ])
  })

  const defaults = { consentSource: 'sheet', consentedAt: '2024-01-05' }

  test('can be named, and the rest is listed as left out', async () => {
    const { report, people } = await importText('Contact,Notes,Called\na@example.org,secret,Al\n', {
      map: { email: 'contact', name: '3' },
      defaults,
    })
    expect(people).toMatchObject([{ address: 'a@example.org', name: 'Al' }])
    expect(report).toMatchObject({ columns: { email: 'Contact', name: 'Called' }, ignored: ['Notes'] })
  })

  test('without a header are refused with an explanation, unless they are given by number', async () => {
    const text = 'a@example.org,Al\nb@example.org,Bo\n'
    await expect(importText(text, { defaults })).rejects.toMatchObject({ code: 'import_no_header' })
    const { people } = await importText(text, { defaults, map: { email: '1', name: '2' } })
    expect(people.map(({ name }) => name)).toEqual(['Al', 'Bo'])
  })

  test.each([
    ['import_no_address_column', 'who,where\nAl,here\n', {}],
    ['import_double_column', 'email,email\na@example.org,b@example.org\n', {}],
    ['import_unknown_column', 'Contact\na\n', { map: { email: 'Kontact' } }],
    ['import_unknown_column', 'a@example.org\n', { map: { email: '2' } }],
    ['import_unknown_field', 'email\na\n', { map: { phone: 'email' } }],
    ['import_empty', '', {}],
    ['import_empty', '\n\n  \n', {}],
    ['import_empty', '\uFEFF', {}],
  ])('%s: %j', async (code, text, request) => {
    await expect(importText(text, request)).rejects.toMatchObject({ code })
  })
})

describe('a file in another encoding is refused, and nothing is written', () => {
  const text = `${header}\na@example.org,Ines,en,,,2024-01-05,web form\nb@example.org,Muñoz,es,,,2024-01-05,web form\n`

  test.each([
    ['Latin-1', Buffer.from(text, 'latin1'), 3],
    ['UTF-16', Buffer.from(`\uFEFF${text}`, 'utf16le'), undefined],
    ['UTF-16 without a BOM', Buffer.from(text, 'utf16le'), undefined],
  ])('%s', async (_, bytes, line) => {
    const list = await temporaryList()
    await expect(importText(bytes, {}, list)).rejects.toMatchObject({ code: 'import_not_utf8', line })
    expect(await list.audience.countAll()).toBe(0)
  })
})

/** The list is opened, and so made, only for a file whose header could be read. */
const neverOpened = async (): Promise<never> => {
  throw new Error('opened')
}

test('a file that is refused is let go of', async () => {
  let released = false
  const source = (async function* () {
    try {
      for (;;) yield Buffer.from('who,where\n'.repeat(10_000))
    } finally {
      released = true
    }
  })()
  const importing = importSubscribers({ source, newsletter: newsletterWith(), open: neverOpened, now })
  await expect(importing).rejects.toMatchObject({ code: 'import_no_address_column' })
  await expect.poll(() => released).toBe(true)
})

test('a file that is not there is a problem', async () => {
  const { createReadStream } = await import('node:fs')
  const source = createReadStream('/nowhere/list.csv')
  const importing = importSubscribers({ source, newsletter: newsletterWith(), open: neverOpened, now })
  await expect(importing).rejects.toMatchObject({ code: 'import_unreadable' })
})

describe('rejected rows', () => {
  test('show no address, whatever slip is in it; their cells go to the rejects file only', async () => {
    const slips = [
      'ana.perez@@example.org',
      'ana.perez @ example.org',
      'ana.perez＠example..org',
      '"ana.perez@example.org; luis.gomez@example.org"',
      'Ana Perez <ana.perez@example>',
    ]
    const heard: string[] = []
    const rows = [
      ...slips.map((slip) => `${slip},,en,,,2024-01-05,web form`),
      'a@example.org,,ana.perez@example.org,,,2024-01-05,web form',
      'b@example.org,,en,,,ana.perez@example.org,web form',
      'c@example.org,,en,,ana.perez@example.org,2024-01-05,web form',
    ]
    const { report } = await importText([header, ...rows].join('\n'), {
      onReject: ({ cells }) => void heard.push(cells[0] ?? ''),
    })
    expect(report.rejectedTotal).toBe(7)
    expect(JSON.stringify(report)).not.toMatch(/perez|gomez|luis/i)
    expect(report.rejected[0]?.reason).toContain('“a…@')
    expect(heard[0]).toBe('ana.perez@@example.org')
  })

  test('of one kind are counted together, however many there are', async () => {
    const text = `email,consent_source\n${Array.from({ length: 1500 }, (_, at) => `a${at}@example.org,web`).join('\n')}\nx,web\n`
    const { report } = await importText(text)
    expect(report.rejectGroups).toMatchObject([
      { kind: 'no_consent_date', rows: 1500, same: true, first: [{ line: 2 }, { line: 3 }, { line: 4 }] },
      { kind: 'address', rows: 1, first: [{ line: 1502 }] },
    ])
  })
})

describe('consent dates of a spreadsheet', () => {
  const read = async (date: string, dates?: 'month-first' | 'day-first') => {
    const { report, people } = await importText(`${header}\na@example.org,,en,,,"${date}",web form\n`, { dates })
    return people[0]?.consent.at ?? report.rejected[0]?.reason
  }

  test.each([
    ['1/5/24', 'month-first', '2024-01-05T05:00:00.000Z'],
    ['1/5/24', 'day-first', '2024-05-01T04:00:00.000Z'],
    ['05.01.2024', 'day-first', '2024-01-05T05:00:00.000Z'],
    ['1-5-2024', 'month-first', '2024-01-05T05:00:00.000Z'],
    ['1/5/2024 22:30', 'month-first', '2024-01-06T03:30:00.000Z'],
    ['1/5/24, 10:30:05 PM', 'month-first', '2024-01-06T03:30:05.000Z'],
    ['1/5/99', 'month-first', '1999-01-05T05:00:00.000Z'],
    ['2024-01-05', 'day-first', '2024-01-05T05:00:00.000Z'],
  ] as const)('%s, %s', async (date, order, at) => {
    expect(await read(date, order)).toBe(at)
  })

  test('are not guessed, and a day that does not exist is called so', async () => {
    expect(await read('1/5/24')).toContain('“1/5/24” can be read in two ways')
    expect(await read('2024-02-31')).toContain('“2024-02-31” is no day that exists')
    expect(await read('13/5/2024', 'month-first')).toContain('is no day that exists when it is read month first')
    expect(await read('last spring', 'month-first')).toContain('cannot be read without guessing')
  })
})

test.each([
  ['.xlsx', [0x50, 0x4b, 0x03, 0x04, 0x14, 0x00], 'Excel workbook'],
  ['.xls', [0xd0, 0xcf, 0x11, 0xe0, 0xa1], 'Excel workbook of the old kind'],
  ['.pdf', [...Buffer.from('%PDF-1.7')], 'PDF'],
  ['bytes', [7, 0, 0, 0, 0, 1, 2, 0, 0, 0, 9, 9, 0, 0, 0], 'no text'],
])('a file that is no text (%s) is called what it is, and no list is made', async (_, bytes, words) => {
  const source = (async function* () {
    yield Buffer.from(bytes)
  })()
  const importing = importSubscribers({ source, newsletter: newsletterWith(), open: neverOpened, now })
  await expect(importing).rejects.toMatchObject({ code: 'import_not_text', reason: expect.stringContaining(words) })
})
