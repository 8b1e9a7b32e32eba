import { type CompiledCues, endsWithCue, hasCue, startsWithCue } from './compile-cues.ts'

/**
 * Whether what follows a passive verb in its sentence names who acts: “… by ICE for nine months”. Neither a duration, a date
 * or a manner after “by” counts, nor the actor of another verb (“a jail run by GEO”, “and her son was taken by ICE”).
 */
export function namesActor(after: string, cues: CompiledCues): boolean {
  return clausesOf(after, cues).some((clause) => clauseNamesActor(clause, cues))
}

/** The rest of the clause, and those that go on with the same subject: “… and deported by ICE”, “…, in May, by ICE”. */
function clausesOf(after: string, cues: CompiledCues): string[] {
  const [sameClause = ''] = after.split(/[;:()!?"«»\uFFFC]|[.](?=\s|$)|\s[—–]\s|[—–]/u, 1)
  const starts = [0]
  for (const match of sameClause.matchAll(/,\s*/gu)) starts.push(match.index + match[0].length)
  for (const match of sameClause.matchAll(cues.clause)) starts.push(match.index)
  starts.sort((one, other) => one - other)
  const clauses: string[] = []
  let broken = false
  starts.forEach((start, index) => {
    const clause = sameClause.slice(start, starts[index + 1])
    if (index === 0 || (!broken && goesOn(clause, cues))) clauses.push(clause)
    // What only stands between commas breaks nothing: “, without a lawyer, by the county”.
    else if (/\S\s+\S/u.test(clause) && startsWithCue(cues.clause, clause) !== undefined) broken = true
  })
  return clauses
}

/** Whether a further part has no subject of its own and still belongs to the passive. */
function goesOn(part: string, cues: CompiledCues): boolean {
  const withoutFirst = part.replace(/^\s*\p{L}+\s+/u, '')
  return [part.trimStart(), withoutFirst].some(
    (rest) =>
      startsWithCue(cues.by, rest) !== undefined ||
      startsWithCue(cues.byKnown, rest) !== undefined ||
      startsWithVerb(rest, cues),
  )
}

function startsWithVerb(part: string, cues: CompiledCues): boolean {
  const auxiliary = startsWithCue(cues.passive, part)
  const rest = (auxiliary ? part.slice(auxiliary.length).trimStart() : part).replace(
    /^(?:\p{L}+ly|\p{L}+mente)\s+/iu,
    '',
  )
  return startsWithCue(cues.stateParticiple, rest) !== undefined || startsWithCue(cues.otherVerb, rest) !== undefined
}

function clauseNamesActor(clause: string, cues: CompiledCues): boolean {
  const anyone = [...clause.matchAll(cues.by)].map((match) => ({ match, known: false }))
  const known = [...clause.matchAll(cues.byKnown)].map((match) => ({ match, known: true }))
  return [...anyone, ...known].some(({ match, known: onlyKnown }) => {
    const before = clause.slice(0, match.index).trimEnd()
    if (endsWithCue(cues.otherVerb, before) && !endsWithCue(cues.stateParticiple, before)) return false
    return isActor(clause.slice(match.index + match[0].length).trimStart(), onlyKnown, cues)
  })
}

/** How far behind “by” the one who acts may stand: “by a group of masked agents”. */
const reach = 5

function isActor(phrase: string, onlyKnown: boolean, cues: CompiledCues): boolean {
  if (!/\p{L}/u.test(phrase) || startsWithCue(cues.notActor, phrase) !== undefined) return false
  if (!onlyKnown) return true
  return /^\p{Lu}/u.test(phrase) || hasCue(cues.actor, phrase.split(/\s+/u).slice(0, reach).join(' '))
}
