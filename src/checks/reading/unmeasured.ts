import type { Document } from '../../document/document.ts'
import { hasMeasure } from './measures.ts'

/** The documents whose language has no measure of how hard a text is to read, in a sentence each. */
export function unmeasured(documents: readonly Pick<Document, 'language' | 'file'>[]): string[] {
  return documents
    .filter(({ language }) => !hasMeasure(language))
    .map(
      ({ file, language }) =>
        `How hard ${file} is to read was not measured: no formula for “${language}” that is tested and free to use is known to us. Only very long sentences are named.`,
    )
}
