import type { Problem } from '../problem/problem.ts'
import { newsletterBroken } from './problems.ts'

/** The problem to stop with where a settings file cannot be used. */
export function firstError(problems: readonly Problem[]): Problem {
  return problems.find(({ severity }) => severity === 'error') ?? newsletterBroken()
}
