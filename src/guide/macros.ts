import { z } from 'zod'
import { nearest } from '../problem/nearest.ts'
import type { At, Problem } from '../problem/problem.ts'
import { judgePattern, readPattern } from './pattern.ts'
import { guideMacroCircle, guideMacroUnknown } from './problems.ts'
import { checkQuickly, type QuickYaml } from './quick-yaml.ts'

const schema = z.strictObject(
  {
    macros: z.record(
      z.string().regex(/^[A-Z][A-Z0-9_]+$/, 'a name in capital letters, such as PERSON'),
      z.string('a pattern').min(1, 'a pattern'),
      'lines such as PERSON: (people|workers)',
    ),
  },
  'a line macros:, and under it lines such as PERSON: (people|workers)',
)

/** Read `macros.yaml`. A macro that is broken is left out, and then unknown where it is used. */
export function readMacros(yaml: QuickYaml): { macros: Record<string, string>; problems: Problem[] } {
  const { value, problems } = checkQuickly(yaml, schema, { macros: 'macros: {}' })
  if (!value) return { macros: {}, problems }
  const faults = Object.entries(value.macros).flatMap(([name, written]) => {
    const at = () => ({ file: yaml.file, place: yaml.whole().placeOf(['macros', name]) })
    const circle = findCircle(name, value.macros)
    const own = circle ? [guideMacroCircle({ path: circle }, at())] : findMacroFaults(written, value.macros, at)
    const broken = own.length > 0 ? own : (judgePart(written, value.macros)?.(at()) ?? [])
    return [broken].flat().map((problem) => ({ name, problem }))
  })
  const broken = new Set(faults.map(({ name }) => name))
  const kept = Object.entries(value.macros).filter(([name]) => !broken.has(name))
  return {
    macros: Object.fromEntries(kept.map(([name, written]) => [name, readPattern(written)])),
    problems: [...problems, ...faults.map(({ problem }) => problem)],
  }
}

/** A macro may fit nothing, such as what only looks ahead: the words around it have to fit something. */
function judgePart(written: string, macros: Record<string, string>) {
  return judgePattern(`(?:${written})x`, macros)
}

/** The names in braces in a pattern. */
function namesIn(pattern: string): string[] {
  return [...pattern.matchAll(/(?<!\\[pP])\{([A-Za-z][\w-]+)\}/g)].map(([, name]) => name ?? '')
}

/** Macros that a pattern names and nobody has written. */
export function findMacroFaults(pattern: string, macros: Record<string, string>, at: () => At): Problem[] {
  const known = Object.keys(macros)
  const unknown = new Set(namesIn(pattern).filter((name) => !known.includes(name)))
  return [...unknown].map((name) => {
    const meant = known.find((other) => other === name.toUpperCase()) ?? nearestMacro(name, known)
    return guideMacroUnknown({ name, meant, known }, at())
  })
}

/** `nearest` compares in small letters, and macros have capitals. */
function nearestMacro(name: string, known: string[]): string | undefined {
  const meant = nearest(
    name,
    known.map((other) => other.toLowerCase()),
  )
  return known.find((other) => other.toLowerCase() === meant)
}

/** The way from a macro back to itself, if there is one. */
function findCircle(name: string, macros: Record<string, string>, path: string[] = []): string[] | undefined {
  if (path.includes(name)) return path[0] === name ? [...path, name] : undefined
  for (const used of namesIn(macros[name] ?? '')) {
    const circle = findCircle(used, macros, [...path, name])
    if (circle) return circle
  }
  return undefined
}
