import { createHash } from 'node:crypto'
import type { Problem } from '../../problem/problem.ts'

/** More are for `check` to list. */
const linesMost = 12

/**
 * Problems as paragraphs for a mail, and a short name that is the same as long as their kinds are: with places and counts
 * in it, every save would be another mail.
 */
export function describeProblems(problems: Problem[]): { codes: string; lines: string[] } {
  const lines = problems.slice(0, linesMost).map(({ file, line, reason, hint }) => {
    const place = file ? `${file}${line === undefined ? '' : `, line ${line}`}: ` : ''
    return `${place}${reason}\n${hint}`
  })
  const more = problems.length - lines.length
  if (more > 0) lines.push(`… and ${more} more: \`npx wayforward check\` lists them.`)
  const codes = createHash('sha256')
    .update([...new Set(problems.map(({ code }) => code))].sort().join('\n'))
    .digest('hex')
    .slice(0, 16)
  return { codes, lines }
}
