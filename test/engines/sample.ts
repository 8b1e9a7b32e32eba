import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Root } from 'hast'
import { sanitize } from 'hast-util-sanitize'
import { toHast } from 'mdast-util-to-hast'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import { unified } from 'unified'
import { visit } from 'unist-util-visit'
import { parse } from 'yaml'
import type { Brand } from '../../src/edition/brand.ts'
import type { BlockContent, TemplateData } from '../../src/edition/edition.ts'

export const templatesFolder = fileURLToPath(new URL('../../templates/', import.meta.url)).replace(/\/$/, '')

export const brand: Brand = parse(readFileSync(`${templatesFolder}/brand.yaml`, 'utf8'))

const origin = 'https://news.example.org/i'

/** What the edition stage does to authored prose, in brief: safe hast, then the brand's inline styles. */
function prose(markdown: string): Root {
  const root = sanitize(toHast(unified().use(remarkParse).use(remarkGfm).parse(markdown))) as Root
  visit(root, 'element', (element) => {
    const style = brand.prose[element.tagName]?.replace(/\{(\w+)\}/g, (_, name: keyof Brand['colours']) => {
      return brand.colours[name].light
    })
    if (style) element.properties.style = style
  })
  return root
}

/** A heading is the inside of one paragraph. */
function phrase(markdown: string): Root {
  const [paragraph] = prose(markdown).children
  return { type: 'root', children: paragraph?.type === 'element' ? paragraph.children : [] }
}

type Sketch = Omit<BlockContent, 'heading' | 'body' | 'markdown' | 'facts'> & {
  heading?: string
  body: string
  facts?: BlockContent['facts']
}

export function block({ heading, body, facts, ...rest }: Sketch): BlockContent {
  const own = heading === undefined ? {} : { heading: phrase(heading), headingText: heading }
  return { ...rest, ...own, body: prose(body), markdown: [], facts: facts ?? [] }
}

function words(language: string): Record<string, string> {
  return parse(readFileSync(`${templatesFolder}/words/${language}.yaml`, 'utf8'))
}

function edition(language: string, own: Pick<TemplateData, 'title' | 'preheader' | 'date' | 'blocks'>): TemplateData {
  const phrases = words(language)
  return {
    language,
    dir: 'ltr',
    kind: 'monthly',
    brand,
    logo: { src: `${origin}/logo.png`, width: brand.logo.width, height: brand.logo.width, alt: brand.logo.alt },
    words: phrases,
    footer: {
      address: brand.postalAddress,
      why: phrases.why?.replace('{newsletter}', brand.name) ?? '',
      unsubscribe: 'https://zq9slot1qz.invalid/',
      preferences: 'https://zq9slot2qz.invalid/',
    },
    ...own,
  }
}

const ilrc = { name: 'Immigrant Legal Resource Center', site: 'https://www.ilrc.org' }

/** Every kind of block, in English. */
export const english = edition('en', {
  title: 'Second chances are for everyone',
  preheader: 'What the record leaves out, and two calls that help this month',
  date: 'Tuesday, April 2, 2024',
  blocks: [
    block({
      kind: 'letter',
      id: 'letter',
      label: '',
      body: `Dear zq9slot0qz,

A person is more than the worst day of their life. This month our members ask for laws that leave room for change, and that keep families in one place while it happens.

In this issue you will find **two short calls** that help, a story from people who have come home, and [a guide to records and immigration](https://example.org/guide) you can share with your neighbors.

With care,
everyone at the network`,
    }),
    block({
      kind: 'story',
      id: 'reentry',
      label: 'Story',
      heading: 'Coming home is the start, not the end',
      by: ilrc,
      body: `“When I walked out, my daughter was waiting with the same blue jacket she wore at seven. It was too small by then. She had kept it so that I would know her.”

People who return from prison tell us that the first weeks decide much of what follows: a bed, a bus card, one person who answers the phone.`,
    }),
    block({
      kind: 'action',
      id: 'call',
      label: 'Take action',
      heading: 'Ask your representative to keep the door open',
      body: 'It takes four minutes. Say your name, your town, and that **everyone deserves a fair day in court**. [Read a script you can use](https://example.org/script).',
      facts: [{ label: 'Deadline', value: 'Tuesday, April 30, 2024' }],
      button: { label: 'Call your representative', href: 'https://example.org/call' },
    }),
    block({
      kind: 'stat',
      id: 'records',
      label: 'By the numbers',
      figure: '1 in 3',
      body: 'About one in three adults in the United States has some kind of record. Most of them never went to prison.',
      facts: [
        { label: 'Source', value: 'Immigrant Justice Network fact sheet' },
        { label: 'Date', value: 'April 2024' },
      ],
    }),
    block({
      kind: 'resources',
      id: 'guides',
      label: 'Resources',
      heading: 'Three guides to share',
      by: ilrc,
      body: `- [Clearing a record in California](https://example.org/california): what can be changed, and who can help without charge.
- [Know your rights at home](https://example.org/rights), in eleven languages.
- [What to bring when you see a lawyer](https://example.org/lawyer)`,
    }),
    block({
      kind: 'event',
      id: 'teach-in',
      label: 'Event',
      heading: 'Teach-in: records, rights and repair',
      body: 'Bring a friend, and bring your questions. There will be food, child care, and interpretation into Spanish and Vietnamese.',
      facts: [
        { label: 'When', value: 'Thursday, April 18, 2024, 6:00–7:30 PM Pacific Time' },
        { label: 'Where', value: 'Public Library, 100 Sample Street, Anytown' },
      ],
      button: { label: 'Save a seat', href: 'https://example.org/seat' },
      calendar: { label: 'Add to your calendar', href: `https://news.example.org/c/${'a'.repeat(64)}` },
    }),
    block({
      kind: 'alert',
      id: 'scam',
      label: 'Legal alert',
      heading: 'Beware of offers to “register early”',
      mark: 'May be out of date',
      body: `The program **is not open yet**. Nobody can file for you today, and nobody should take money for it.

### What you can do now

1. Keep letters, bills and school papers that show where you have lived.
2. Talk to a [lawyer or an accredited representative](https://example.org/find).`,
      facts: [
        { label: 'Last reviewed', value: 'June 20, 2024' },
        { label: 'Good until', value: 'July 31, 2024' },
      ],
      by: ilrc,
    }),
    block({
      kind: 'vote',
      id: 'hr-5717',
      label: 'Vote recommendation',
      heading: 'A bill that would split mixed-status families',
      mark: 'Vote NO',
      tone: 'oppose',
      facts: [
        { label: 'Bill', value: 'H.R. 5717' },
        { label: 'Vote expected', value: 'Wednesday, October 23, 2024' },
      ],
      body: 'H.R. 5717 would take money from cities that let people speak with the police without fear.',
      button: { label: 'Contact your representative', href: 'https://example.org/5717' },
    }),
    block({
      kind: 'vote',
      id: 'hr-1',
      label: 'Vote recommendation',
      mark: 'Vote YES',
      tone: 'support',
      facts: [{ label: 'Bill', value: 'H.R. 0001' }],
      body: 'This bill would bring home people who were deported without a hearing.',
    }),
    block({
      kind: 'quote',
      id: 'words',
      label: 'In their words',
      body: 'We do not throw people away. We never have, and we will not begin now.',
      by: ilrc,
      button: { label: 'Read the source', href: 'https://example.org/statement' },
    }),
    block({
      kind: 'video',
      id: 'film',
      label: 'Video',
      heading: 'How did we get here?',
      picture: {
        src: `${origin}/poster.png`,
        width: 600,
        height: 338,
        alt: 'A road of brick that becomes a river',
        href: 'https://example.org/watch',
      },
      body: 'Part one of the series: the laws of 1996, told by those who live with them.',
      facts: [
        { label: 'Length', value: '4:32' },
        { label: 'Captions', value: 'English, Spanish' },
      ],
      button: { label: 'Watch the video', href: 'https://example.org/watch' },
    }),
    block({
      kind: 'figure',
      id: 'map',
      label: 'Picture',
      picture: { src: `${origin}/figure.png`, width: 600, height: 400, alt: 'Three figures, one of them filled in' },
      body: 'Drawn for the network. [See it large](https://example.org/large).',
    }),
  ],
})

/** The words are longer, and the figure too. */
export const spanish = edition('es', {
  title: 'Las segundas oportunidades son para todas las personas',
  preheader: 'Lo que el expediente no cuenta, y dos llamadas que ayudan este mes',
  date: 'martes, 2 de abril de 2024',
  blocks: [
    block({
      kind: 'letter',
      id: 'letter',
      label: '',
      body: `Hola, zq9slot0qz:

Una persona es más que el peor día de su vida. Este mes, las organizaciones de la red piden leyes que dejen espacio para cambiar y que mantengan unidas a las familias mientras eso ocurre.

Con cariño,
toda la red`,
    }),
    block({
      kind: 'stat',
      id: 'records',
      label: 'En cifras',
      figure: '1 de cada 3',
      body: 'Cerca de una de cada tres personas adultas en Estados Unidos tiene algún tipo de expediente.',
      facts: [{ label: 'Fuente', value: 'Hoja informativa de Immigrant Justice Network' }],
    }),
    block({
      kind: 'action',
      id: 'call',
      label: 'Actúa',
      heading: 'Pida a su representante que mantenga la puerta abierta',
      body: 'Toma cuatro minutos. [Lea un guion que puede usar](https://example.org/script).',
      facts: [{ label: 'Fecha límite', value: 'martes, 30 de abril de 2024' }],
      button: { label: 'Comuníquese con la oficina de su representante', href: 'https://example.org/call' },
    }),
  ],
})

/** Stacked diacritics, long runs without a break. */
export const vietnamese = edition('vi', {
  title: 'Cơ hội thứ hai dành cho tất cả mọi người',
  preheader: 'Những điều hồ sơ không kể, và hai cuộc gọi giúp ích trong tháng này',
  date: 'Thứ Ba, ngày 2 tháng 4 năm 2024',
  blocks: [
    block({
      kind: 'letter',
      id: 'letter',
      label: '',
      body: `Thân gửi zq9slot0qz,

Một con người luôn lớn hơn ngày tồi tệ nhất của đời mình. Tháng này, các tổ chức thành viên kêu gọi những đạo luật để ngỏ cánh cửa cho sự thay đổi, và giữ cho các gia đình được ở bên nhau.

[Hướng dẫn về hồ sơ và di trú](https://example.org/guide)`,
    }),
    block({
      kind: 'story',
      id: 'reentry',
      label: 'Câu chuyện',
      heading: 'Trở về nhà chỉ là khởi đầu, những ngày sau mới quyết định',
      by: ilrc,
      body: '“Khi bước ra khỏi cổng, tôi thấy con gái đang đợi với chiếc áo khoác xanh năm bảy tuổi. Con giữ nó để tôi nhận ra con.”',
    }),
    block({
      kind: 'stat',
      id: 'records',
      label: 'Con số',
      figure: '3 người có 1',
      body: 'Cứ khoảng ba người trưởng thành ở Hoa Kỳ thì có một người có hồ sơ.',
      facts: [{ label: 'Nguồn', value: 'Tờ thông tin của Immigrant Justice Network' }],
    }),
    block({
      kind: 'action',
      id: 'call',
      label: 'Hành động',
      heading: 'Gọi cho văn phòng dân biểu của quý vị',
      body: 'Chỉ mất bốn phút. https://example.org/mot-dia-chi-rat-dai-khong-co-khoang-trang-de-xuong-dong-va-van-phai-nam-trong-cot',
      facts: [{ label: 'Hạn chót', value: 'Thứ Ba, ngày 30 tháng 4 năm 2024' }],
      button: { label: 'Liên lạc với văn phòng dân biểu', href: 'https://example.org/call' },
    }),
  ],
})

/** The same blocks from right to left; the words stay English, only the direction is under test. */
export const rightToLeft: TemplateData = { ...english, language: 'he', dir: 'rtl' }
