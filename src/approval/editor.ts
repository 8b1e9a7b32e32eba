/** What an editor may do: write; approve as well; approve what needs counsel as well. */
export const editorRoles = ['writer', 'approver', 'counsel'] as const
export type EditorRole = (typeof editorRoles)[number]

/** Somebody who works on issues. Lives in the store, sealed; never in the repository. */
export interface Editor {
  id: number
  address: string
  /** As it stands beside an approval. */
  name: string
  role: EditorRole
  /** The languages whose proofs they read; the newsletter's tags. */
  languages: string[]
}

/** Times are epoch milliseconds; addresses are in their normal form. */
export interface EditorStore {
  /** Add an editor, or change the one of this address. */
  save(editor: Omit<Editor, 'id'>, now: number): Promise<Editor>
  /** By name. */
  list(): Promise<Editor[]>
  /** By address. */
  find(address: string): Promise<Editor | undefined>
  get(id: number): Promise<Editor | undefined>
  /** False if there was none. What they approved stays; their open links and sessions end. */
  remove(id: number): Promise<boolean>
}
