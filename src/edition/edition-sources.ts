import type { Document } from '../document/document.ts'
import type { Issue } from '../issue/issue.ts'
import type { Newsletter } from '../issue/newsletter.ts'
import type { Brand } from './brand.ts'
import type { Grouping, Rendition } from './edition.ts'
import type { Engine } from './engine.ts'
import type { Words } from './words.ts'

/** Everything an edition is made from. */
export interface EditionSources {
  issue: Pick<Issue, 'id' | 'meta'>
  documents: readonly Document[]
  newsletter: Newsletter
  brand: Brand
  /** By language. A document without words is left out: `readWords` has reported it. */
  words: Readonly<Record<string, Words>>
  engine: Engine
  /** By the path Markdown names: `images/reentry.png`. */
  renditions: ReadonlyMap<string, Rendition>
  logo: Rendition
  /** Where pictures are served: `https://news.example.org`, no slash at the end. */
  origin: string
  /** The audience's; absent without a list. */
  groupings?: readonly Grouping[]
}
