import type { Counts, ReportSums } from '../delivery/status.ts'
import type { IssueReport, Movement } from './issue-report.ts'

/** A year in numbers of people and deliveries. */
export interface YearReport {
  year: string
  /** In the order they went out. */
  issues: IssueReport[]
  /** Months of the year up to now without a monthly, as `yyyy-mm`. */
  without: string[]
  total: Counts
  reports: ReportSums
  movement: Movement
}

/**
 * Add a year up.
 *
 * @param issues whose freeze lies in the year.
 * @param months `yyyy-mm` of every monthly.
 * @param today `yyyy-mm-dd`.
 */
export function reportYear(
  year: string,
  { issues, months, movement, today }: { issues: IssueReport[]; months: string[]; movement: Movement; today: string },
): YearReport {
  const all = Array.from({ length: 12 }, (_, index) => `${year}-${String(index + 1).padStart(2, '0')}`)
  const sum = <Key extends string>(keys: readonly Key[], of: (issue: IssueReport) => Record<Key, number>) =>
    Object.fromEntries(keys.map((key) => [key, issues.reduce((total, issue) => total + of(issue)[key], 0)])) as Record<
      Key,
      number
    >
  return {
    year,
    issues,
    without: all.filter((month) => month <= today.slice(0, 7) && !months.includes(month)),
    total: sum(['candidates', 'excluded', 'submitted', 'failed', 'held', 'pending'], ({ total }) => total),
    reports: sum(['delivered', 'bounced', 'complained', 'failed', 'noWord'], ({ reports }) => reports),
    movement,
  }
}
