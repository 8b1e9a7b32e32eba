const units: Record<string, number> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 }

/** Milliseconds of `90 minutes`, `6 hours`, `3 days`, or undefined for anything else. Whole numbers up to 9999. */
export function readDuration(text: string): number | undefined {
  const [, count, unit] = /^(\d{1,4}) (minute|hour|day)s?$/.exec(text.trim()) ?? []
  const ms = units[unit ?? '']
  return count === undefined || ms === undefined ? undefined : Number(count) * ms
}
