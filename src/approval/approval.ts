import type { EditorRole } from './editor.ts'

/** A person's word on exactly this content. */
export interface Approval {
  /** Of the editor; who was removed since still counts for what they approved. */
  editor: number
  /** Their name when they approved. */
  by: string
  /** Their role when they approved. */
  role: EditorRole
  contentHash: string
  /** Digest of every part of the content by its name, so that a later change can be named. */
  parts: Record<string, string>
  /** `command`: a statement on the command line. `page`: signed in. */
  via: 'command' | 'page'
  /** Epoch milliseconds. */
  at: number
  /** People who could be mailed when it was given; null where there was no list to count. */
  candidates: number | null
}

/** Approvals live where the list is: DESIGN.md, promise 9. */
export interface ApprovalStore {
  /** Once for each editor and content: giving it again changes only its time and the people counted. */
  give(issue: string, approval: Approval): Promise<void>
  /** False if there was none of this editor on this content. */
  withdraw(issue: string, contentHash: string, editor: number): Promise<boolean>
  /** All that were given for an issue and not withdrawn, whatever the content, oldest first. */
  list(issue: string): Promise<Approval[]>
}
