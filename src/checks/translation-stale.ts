import { judgeTranslation } from '../document/translation/judge-translation.ts'
import type { Check } from './check.ts'
import { alertTranslationStale, translationStale as stale, translationUnmarked } from './translation-problems.ts'
import { blockPlace, fileName, splitSource } from './written.ts'

/**
 * Report a translated block whose source has changed since: an error where it is legal information (an alert block, or
 * any block of an alert), a warning otherwise. A file that records nothing is left alone.
 *
 * @example ok
 *   --- en.md
 *   Dear friends,
 *   --- es.md
 *   ---
 *   translated:
 *     letter: "834cd4d1e41b"
 *     front: "48aa03da6b83"
 *   ---
 *   Queridas amistades:
 *
 * @example not-ok
 *   --- en.md
 *   Dear friends and neighbors,
 *   --- es.md
 *   ---
 *   translated:
 *     letter: "834cd4d1e41b"
 *     front: "48aa03da6b83"
 *   ---
 *   Queridas amistades:
 *
 * @example problems
 *   es.md:6:1 warn translation_stale
 */
export const translationStale: Check = {
  problems: [stale, alertTranslationStale, translationUnmarked],
  stops: 'send',
  run({ issue, documents, newsletter }, report) {
    const { source, translations } = splitSource(documents, newsletter.languages[0])
    if (!source) return
    for (const document of translations) {
      const { language, file, meta, places } = document
      if (Object.keys(meta.translated).length === 0) continue
      for (const { id, kind, name, state } of judgeTranslation(source, document)) {
        const block = document.blocks.find((other) => other.id === id && kind !== 'front')
        const at = block ? blockPlace(document, block) : { file, place: places.title }
        const legal = kind === 'alert' || issue.meta.kind === 'alert'
        const make = legal ? alertTranslationStale : stale
        const values = { id, name, language, issue: issue.id }
        if (state === 'stale') report(make({ ...values, source: fileName(source) }, at))
        if (state === 'unmarked') report(translationUnmarked(values, at))
      }
    }
  },
}
