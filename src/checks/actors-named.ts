import { countActors } from '../guide/frame-share.ts'
import type { ReadyText } from '../guide/ready-text.ts'
import { objectMark } from '../guide/written-text.ts'
import type { Check } from './check.ts'
import { actorsUnnamed } from './guide-problems.ts'
import { judgedOf } from './judged.ts'

/** What others said is theirs: nobody may change it. */
const isOurs = ({ quotation, ofTeller }: ReadyText): boolean => quotation !== 'attributed' && !ofTeller

/** A quotation of one or two words belongs to our sentence; a longer one is what somebody said. */
function withoutQuotations(text: ReadyText): ReadyText {
  const said = /"(?:[^"\s]+\s+){2}[^"]*"|«(?:[^«»\s]+\s+){2}[^«»]*»/gu
  return { ...text, text: text.text.replaceAll(said, (words) => objectMark.repeat(words.length)) }
}

/** Fewer verbs than these are no habit. */
const verbsLeast = 4

/**
 * Warn where most sentences about what the state does to people do not say who does it.
 *
 * @example ok
 *   ICE detained her in May. The sheriff arrested him. They were deported by ICE. She was jailed.
 *
 *   > She was detained in May. He was arrested. They were deported. She was jailed.
 *   >
 *   > — A neighbor
 *
 *   “He was detained in May,” she said. “They were deported.”
 *
 * @example not-ok
 *   She was detained in May. He was arrested. They were deported. She was jailed by the sheriff.
 *
 * @example problems
 *   en.md:1:1 warn actors_unnamed
 */
export const actorsNamed: Check = {
  problems: [actorsUnnamed],
  run(context, report) {
    for (const { document, texts } of judgedOf(context)) {
      const cues = context.facts.guide.cues[document.language]
      const [first] = document.blocks
      if (!cues || !first) continue
      const { named, unnamed } = countActors(texts.filter(isOurs).map(withoutQuotations), document.language, cues)
      const all = named + unnamed
      if (all < verbsLeast || named >= all / 2) continue
      report(actorsUnnamed({ named, all }, { file: document.file, place: first.position.start }))
    }
  },
}
