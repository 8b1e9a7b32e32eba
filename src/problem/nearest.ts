import { closest, distance } from 'fastest-levenshtein'

/** The known name somebody most likely meant, if one is near enough to be worth saying. */
export function nearest(name: string, known: readonly string[]): string | undefined {
  if (known.length === 0) return undefined
  const candidate = closest(name.toLowerCase(), [...known])
  return distance(name.toLowerCase(), candidate) <= Math.max(2, Math.floor(name.length / 3)) ? candidate : undefined
}
