import type { Problem } from '../../problem/problem.ts'
import { defineCheck } from './check.ts'
import { type Finding, fail, ok, warn } from './line.ts'

/** newsletter.yaml and brand.yaml can be used. */
export const newsletterFile = defineCheck('settings', ({ newsletterProblems, newsletter, brandProblems, brand }) => [
  judgeFile('newsletter.yaml', newsletter !== undefined, newsletterProblems),
  judgeFile('brand.yaml', brand !== undefined, brandProblems),
])

function judgeFile(subject: string, usable: boolean, problems: Problem[]): Finding {
  const [first] = [...problems].sort((a, b) => rank(a) - rank(b))
  if (first === undefined) return ok(subject, 'It can be read.')
  const place = first.line === undefined ? '' : `Line ${first.line}: `
  const more = problems.length > 1 ? ` And ${problems.length - 1} more.` : ''
  const say = usable && first.severity !== 'error' ? warn : fail
  return say(subject, `${place}${first.reason}${more}`, first.hint)
}

const rank = ({ severity }: Problem): number => ['error', 'warn', 'suggest'].indexOf(severity)
