import type { Document } from '../../document/document.ts'
import type { Problem } from '../../problem/problem.ts'
import { sampleValues } from '../describe-edition.ts'
import type { Edition, Rendition, TemplateData } from '../edition.ts'
import { parseHtml } from '../slot-contexts.ts'
import { fill } from '../slots.ts'
import { inspectActiveContent } from './active-content.ts'
import { inspectHeadings } from './headings.ts'
import { inspectHtmlSize } from './html-size.ts'
import { inspectImageAttributes } from './image-attributes.ts'
import { inspectImageOrigin } from './image-origin.ts'
import { inspectImageWeight } from './image-weight.ts'
import type { Inspection } from './inspection.ts'
import { inspectLanguage } from './language.ts'
import { inspectLeftovers } from './leftovers.ts'
import { inspectLinkText } from './link-text.ts'
import { inspectOwnLinks } from './own-links.ts'
import { inspectPostalAddress } from './postal-address.ts'
import { inspectSubject } from './subject.ts'
import { inspectTableRole } from './table-role.ts'
import { inspectTextLinks } from './text-links.ts'

/** Every inspection, in the order its findings are listed. */
const inspections: readonly Inspection[] = [
  inspectHtmlSize,
  inspectSubject,
  inspectOwnLinks,
  inspectPostalAddress,
  inspectTextLinks,
  inspectLanguage,
  inspectHeadings,
  inspectLinkText,
  inspectTableRole,
  inspectImageAttributes,
  inspectImageOrigin,
  inspectImageWeight,
  inspectActiveContent,
  inspectLeftovers,
]

/** Report what only the rendered edition shows. It changes nothing. */
export function inspectEdition(rendered: {
  edition: Edition
  data: TemplateData
  origin: string
  renditions: ReadonlyMap<string, Rendition>
  logo: Rendition
  document: Document
}): Problem[] {
  const { edition, origin, document } = rendered
  const values = sampleValues(origin)
  const html = fill(edition.html, values)
  const inspected = {
    ...rendered,
    html,
    tree: parseHtml(html),
    text: fill(edition.text, values),
    subject: fill(edition.subject, values),
    at: { file: document.file },
  }
  return inspections.flatMap((inspect) => inspect(inspected))
}
