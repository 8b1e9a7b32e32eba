import type { Nodes, Root, RootContent } from 'mdast'
import { visit } from 'unist-util-visit'
import type { Block, BlockKind, Document } from '../../document/document.ts'
import { describeEdition } from '../../edition/describe-edition.ts'
import type { Edition } from '../../edition/edition.ts'
import { wordsOf } from './words-of.ts'

/** Somewhere a reader is led. */
export interface LinkFacts {
  href: string
  /** The words of the link in the first language that has it; a button's may be missing. */
  text: string
}

/** A block of the source language, as far as two of them are compared. */
export interface BlockFacts {
  id: string
  kind: BlockKind
  heading: string
  words: string[]
  /** Everything about it that is no word: dates, links, pictures, who sees it. Only to be compared. */
  details: string
}

export interface LanguageFacts {
  language: string
  subject: string
  words: number
  /** Of the whole edition's HTML; null when it could not be rendered. */
  htmlBytes: number | null
}

/** What of an issue is compared with another's. */
export interface IssueFacts {
  issue: string
  /** `yyyy-mm-dd` */
  date: string
  languages: LanguageFacts[]
  blocks: BlockFacts[]
  links: LinkFacts[]
  /** Named by its blocks, sorted. */
  segments: string[]
}

/**
 * Describe an issue for a comparison. Pure.
 *
 * @param documents the source language's first.
 * @param editions one a language, with every block.
 */
export function describeIssue(
  { issue, date, origin }: { issue: string; date: string; origin: string },
  documents: readonly Document[],
  editions: readonly Edition[],
): IssueFacts {
  const [source] = documents
  const blocks = documents.flatMap((document) => document.blocks)
  return {
    issue,
    date,
    languages: documents.map((document) => {
      const edition = editions.find(({ language }) => language === document.language)
      return {
        language: document.language,
        subject: document.meta.subject,
        words: document.blocks.reduce((sum, block) => sum + wordsOf(proseOf(block)).length, 0),
        htmlBytes: edition ? describeEdition(edition, origin).bytes : null,
      }
    }),
    blocks: (source?.blocks ?? []).map(describeBlock),
    links: linksOf(blocks),
    segments: [...new Set(blocks.flatMap((block) => block.for))].sort(),
  }
}

function proseOf({ heading, body }: Block): Nodes[] {
  return [...(heading?.children ?? []), ...body]
}

function describeBlock(block: Block): BlockFacts {
  return {
    id: block.id,
    kind: block.kind,
    heading: block.heading ? wordsOf(block.heading.children).join(' ') : '',
    words: wordsOf(proseOf(block)),
    details: JSON.stringify([block.attributes, block.for, urlsIn(block.body)]),
  }
}

function urlsIn(body: readonly RootContent[]): string[] {
  const urls: string[] = []
  const root: Root = { type: 'root', children: [...body] }
  visit(root, (node) => {
    if (node.type === 'link' || node.type === 'image') urls.push(node.url)
  })
  return urls
}

/** Every address a reader is led to, once, in the order of the first document that has it. */
function linksOf(blocks: readonly Block[]): LinkFacts[] {
  const found = new Map<string, LinkFacts>()
  const add = (href: string, text: string): void => {
    if (!found.has(href)) found.set(href, { href, text })
  }
  for (const block of blocks) {
    const { attributes } = block
    for (const node of proseOf(block)) {
      visit(node, 'link', (link) => add(link.url, wordsOf(link.children).join(' ')))
    }
    if ('href' in attributes && typeof attributes.href === 'string') {
      const label = 'label' in attributes && typeof attributes.label === 'string' ? attributes.label : ''
      add(attributes.href, label || (block.heading ? wordsOf(block.heading.children).join(' ') : ''))
    }
  }
  return [...found.values()]
}
