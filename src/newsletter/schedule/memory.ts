import type { Newsletter } from '../../issue/newsletter.ts'
import type { Turn } from './turn.ts'

/** What a server keeps between turns, so that nothing is done anew every minute; a process that runs once begins empty. */
export interface ScheduleMemory {
  pulledAt?: number
  /** newsletter.yaml as it could be read last. */
  newsletter?: Newsletter
  /** By occasion: what it looked like when it could not go out. */
  blocked: Map<string, string>
  /** By occasion: when it was tried, epoch milliseconds. */
  tried: Map<string, number>
  /** What the editors were told, by its name. */
  told: Set<string>
}

export function createMemory(): ScheduleMemory {
  return { blocked: new Map(), tried: new Map(), told: new Set() }
}

/** How often what stopped on its way is tried again. */
const againMs = 10 * 60_000

/** Whether this process tried it a short while ago. A clock that was set back makes nothing wait longer. */
export function wasTried({ memory, now }: Turn, key: string): boolean {
  const at = memory.tried.get(key)
  return at !== undefined && Math.abs(now - at) < againMs
}

export function noteTry({ memory, now }: Turn, key: string): void {
  memory.tried.set(key, now)
}
