import pc from 'picocolors'
import { thousands } from './print.ts'

export interface Progress {
  update(done: number): void
  end(): void
}

const barWidth = 32

/** A bar on a terminal; elsewhere silence, since a log of bars helps nobody. */
export function startProgress(total: number, label: string): Progress {
  const { stderr } = process
  if (!stderr.isTTY) return { update: () => undefined, end: () => undefined }
  const draw = (done: number): void => {
    const filled = total === 0 ? barWidth : Math.round((barWidth * done) / total)
    const bar = pc.green('█'.repeat(filled)) + pc.dim('░'.repeat(barWidth - filled))
    stderr.write(`\r${label} ${bar} ${thousands(done)} of ${thousands(total)} `)
  }
  draw(0)
  return { update: draw, end: () => void stderr.write('\n') }
}
