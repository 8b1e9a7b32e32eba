import type { Clock } from '../../src/delivery/clock.ts'

/** A clock that stands still while work is done, and moves by exactly what somebody sleeps. For work on real files. */
export class StepClock implements Clock {
  constructor(private time: number) {}

  now(): number {
    return this.time
  }

  async sleep(ms: number): Promise<void> {
    this.time += Math.max(0, ms)
  }

  passTo(time: number): void {
    this.time = Math.max(this.time, time)
  }
}
