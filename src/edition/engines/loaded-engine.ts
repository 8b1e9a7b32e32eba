import type { Engine } from '../engine.ts'

/** A template ready to render, and every file it was made of. */
export interface LoadedEngine {
  engine: Engine
  /** Absolute paths, sorted. Approval hashes them, so a template cannot change after it was approved. */
  files: string[]
}
