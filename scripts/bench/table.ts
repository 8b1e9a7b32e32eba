export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}

export const row = (label: string, value: string): void =>
  void process.stdout.write(`${label.padEnd(64)}${value.padStart(12)}\n`)

export const whole = (value: number): string => Math.round(value).toLocaleString('en-US')
