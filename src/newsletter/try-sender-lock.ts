import type { Config } from '../config.ts'
import { Problem } from '../problem/problem.ts'
import { senderBusy } from '../store/problems.ts'
import { takeSenderLock } from '../store/sender-lock.ts'
import { dataPaths } from './workspace.ts'

/**
 * The sender lock of this workspace, or undefined while another process holds it.
 *
 * @throws Problem sender_lock_unusable
 */
export function trySenderLock(config: Config): { release(): void } | undefined {
  try {
    return takeSenderLock(dataPaths(config).senderLock)
  } catch (error) {
    if (error instanceof Problem && error.code === senderBusy.code) return undefined
    throw error
  }
}
