import type { RootContent } from 'mdast'
import type { BlockKind, BlockOf } from '../../document/document.ts'
import type { Newsletter } from '../../issue/newsletter.ts'
import type { DateWriter } from '../dates.ts'
import type { BlockContent, Picture } from '../edition.ts'
import type { Words } from '../words.ts'

/** What a block needs to know about the edition it stands in. */
export interface BlockContext {
  language: string
  words: Words
  dates: DateWriter
  newsletter: Newsletter
  /** The issue's date, `yyyy-mm-dd`: what is past and what is to come is told from it, as there is no clock. */
  issueDate: string
  /** Where an event is offered to calendars. */
  linkCalendar(block: BlockOf<'event'>): string
  /** The issue's picture of that name as every reader loads it; undefined if there is none. */
  findPicture(image: { url: string; alt?: string | null }): Picture | undefined
}

/** What a kind adds to the heading and body that all blocks have. */
export interface Facets
  extends Partial<
    Pick<BlockContent, 'facts' | 'button' | 'calendar' | 'picture' | 'caption' | 'figure' | 'by' | 'mark' | 'tone'>
  > {
  /** The body without what became a facet of its own. */
  body?: RootContent[]
}

/** Make one kind of block into what a template shows. Names in its body are slots already. */
export type DescribeBlock<K extends BlockKind> = (block: BlockOf<K>, context: BlockContext) => Facets
