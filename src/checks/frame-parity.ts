import type { Document } from '../document/document.ts'
import type { Check } from './check.ts'
import { frameUneven } from './guide-problems.ts'
import { fileName } from './written.ts'

const parts = ['value', 'problem', 'actor', 'solution', 'action'] as const

/**
 * Suggest to declare in every language which words carry the frame, once one language does.
 *
 * @example ok
 *   --- en.md
 *   ---
 *   frame: {value: Dear friends}
 *   ---
 *   Dear friends,
 *   --- es.md
 *   ---
 *   frame: {value: Queridas amistades}
 *   ---
 *   Queridas amistades:
 *
 * @example not-ok
 *   --- en.md
 *   ---
 *   frame: {value: Dear friends, action: Write to us}
 *   ---
 *   Dear friends, write to us.
 *   --- es.md
 *   ---
 *   frame: {value: Queridas amistades}
 *   ---
 *   Queridas amistades: escríbannos.
 *   --- vi.md
 *   ---
 *   title: Tháng Tư
 *   ---
 *   Các bạn thân mến,
 *
 * @example problems
 *   es.md:2:8 suggest frame_uneven
 *   vi.md:2:8 suggest frame_uneven
 */
export const frameParity: Check = {
  problems: [frameUneven],
  run({ documents }, report) {
    const fullest = documents.reduce<Document | undefined>(
      (most, document) => (declared(document).length > (most ? declared(most).length : 0) ? document : most),
      undefined,
    )
    if (!fullest) return
    for (const document of documents) {
      const own = declared(document)
      const missing = declared(fullest).filter((part) => !own.includes(part))
      if (missing.length === 0) continue
      const at = { file: document.file, place: document.places.frame ?? document.places.title }
      report(frameUneven({ parts: missing, source: fileName(fullest) }, at))
    }
  },
}

function declared({ meta }: Document): (typeof parts)[number][] {
  return parts.filter((part) => meta.frame?.[part] !== undefined)
}
