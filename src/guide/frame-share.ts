import { type CompiledCues, compileCues, hasCue, startsWithCue, wordsMark } from './context/compile-cues.ts'
import { namesActor } from './context/names-actor.ts'
import type { Cues } from './guide.ts'
import type { ReadyText, Span } from './ready-text.ts'

/** How many verbs of state violence name who acts, and how many do not. */
export interface ActorCount {
  named: number
  unnamed: number
}

/**
 * Count who acts where the state does violence: by the passive's agent (“was detained by ICE”) or the subject (“ICE detained
 * her”, “la detuvo la policía”). Counts only where it is sure: what stands in a relative clause, as an adjective (“detained
 * people”) or with a subject that is no known actor is neither.
 */
export function countActors(texts: readonly ReadyText[], language: string, cues: Cues | undefined): ActorCount {
  const count: ActorCount = { named: 0, unnamed: 0 }
  if (!cues) return count
  const compiled = compileCues(cues)
  for (const text of texts) {
    if (text.kind !== 'prose' && text.kind !== 'heading' && text.kind !== 'cell') continue
    let previous = ''
    for (const { start, end } of text.sentences) {
      const sentence = text.text.slice(start, end)
      for (const verb of readVerbs(sentence, previous, language, compiled)) count[verb] += 1
      previous = sentence
    }
  }
  return count
}

function readVerbs(sentence: string, previous: string, language: string, cues: CompiledCues): (keyof ActorCount)[] {
  const passives = findPassives(sentence, cues)
  const counted = passives.flatMap(({ start, end, gap }): (keyof ActorCount)[] => {
    if (hasCue(cues.relative, `${sentence.slice(0, start)}${wordsMark}${sentence.slice(end)}`)) return []
    return [hasCue(cues.actor, gap) || namesActor(sentence.slice(end), cues) ? 'named' : 'unnamed']
  })
  const actives = [...sentence.matchAll(cues.stateVerb)]
    .map((match) => ({ start: match.index, end: match.index + match[0].length }))
    .filter((verb) => !passives.some(({ start, end }) => start < verb.end && verb.start < end))
    .flatMap((verb) => judgeActive(sentence, verb, previous, language, cues) ?? [])
  return [...counted, ...actives]
}

/** “was (later) detained”, “bị (ICE) bắt”: at most one word between, or up to five with an actor among them. */
function findPassives(sentence: string, cues: CompiledCues): (Span & { gap: string })[] {
  const participles = [...sentence.matchAll(cues.stateParticiple)]
  const found: (Span & { gap: string })[] = []
  for (const participle of participles) {
    const auxiliary = [...sentence.slice(0, participle.index).matchAll(cues.passive)].at(-1)
    if (!auxiliary) continue
    const gap = sentence.slice(auxiliary.index + auxiliary[0].length, participle.index)
    const words = gap.trim().split(/\s+/u).filter(Boolean)
    if (/[,;:()]/u.test(gap) || words.length > 5) continue
    // An article makes it an adjective: “is a criminalized people”.
    const isAdverb = words.length === 0 || (words.length === 1 && /^ *(?!the )\p{L}{3,} *$/iu.test(gap))
    if (!isAdverb && startsWithCue(cues.actor, gap.trim()) === undefined) continue
    found.push({ start: auxiliary.index, end: participle.index + participle[0].length, gap })
  }
  return found
}

/** How far before its verb a subject may stand: “ICE agents in masks arrested”. */
const reach = 5

const pronounSubject = /^\s*(?:they|he|she|it)(?:\s+(?:then|also|later|had|have|\p{L}+ly))?\s*$/iu

function judgeActive(
  sentence: string,
  verb: Span,
  previous: string,
  language: string,
  cues: CompiledCues,
): keyof ActorCount | undefined {
  const before = sentence.slice(0, verb.start)
  const clause = clauseBefore(before, cues)
  const near = clause.trim().split(/\s+/u).slice(-reach).join(' ')
  const actor = [...near.matchAll(cues.actor)].at(-1)
  if (actor && !hasCue(cues.speech, near.slice(actor.index)) && !isObject(near.slice(0, actor.index), language)) {
    return 'named'
  }
  // “Agents came. They arrested him.”
  if (pronounSubject.test(clause) && hasCue(cues.actor, previous)) return 'named'
  if (language !== 'es') return undefined
  // The subject may follow the verb: “la detuvo la policía”, not “detuvo a la policía”.
  const [behind = ''] = sentence.slice(verb.end).split(/[,;:.()]/u, 1)
  const next = /^\s+(?:(?:ayer|hoy|luego|también|allí|ahí)\s+)?(?!al?\s)((?:\S+\s*){1,3})/iu.exec(behind)?.[1] ?? ''
  const follows = [...next.matchAll(cues.actor)][0]
  if (follows && /^(?:(?:el|la|los|las|un|una|unos|unas|dos|tres)\s+)?$/iu.test(next.slice(0, follows.index))) {
    return 'named'
  }
  // “lo detuvieron”, with nobody before: somebody did.
  if (!/n$/u.test(sentence.slice(verb.start, verb.end)) || !isSubjectless(clause)) return undefined
  return hasCue(cues.actor, previous) ? 'named' : 'unnamed'
}

function clauseBefore(before: string, cues: CompiledCues): string {
  let start = 0
  for (const match of before.matchAll(/[,;:()"«»—–]/gu)) start = match.index + 1
  for (const match of before.matchAll(cues.clause)) start = Math.max(start, match.index + match[0].length)
  return before.slice(start)
}

/** “a la policía”, “contra ICE”: whom or where, not who. */
function isObject(before: string, language: string): boolean {
  return (
    language === 'es' &&
    /(?:^|\s)(?:al?|contra|con|en|por|para|sobre)(?:\s+(?:el|la|los|las|un|una))?\s*$/iu.test(before)
  )
}

/** Nothing but whom and when before the verb: “A mi padre lo”, “Ayer la”. */
function isSubjectless(clause: string): boolean {
  return /^\s*(?:a\s+(?:\p{L}+\s+){1,3})?(?:(?:ayer|luego|después|también|no|entonces|allí|ahí|ya)\s+)?(?:(?:me|te|se|nos|lo|la|los|las|le|les)\s+){0,2}$/iu.test(
    clause,
  )
}
