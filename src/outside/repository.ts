/** One commit, as far as it touched the paths that were asked about. */
export interface Change {
  author: { name: string; address: string }
  /** Epoch milliseconds of the author's date. */
  at: number
  subject: string
  /** As far as they are in the workspace, from its folder, with `/`. */
  files: string[]
}

/** A commit that put words into files, or took them out. */
export interface Mention {
  /** Its hash. */
  commit: string
  /** Epoch milliseconds of the author's date. */
  at: number
  /** From the workspace's folder, with `/`. */
  files: string[]
}

/** What came of fast-forwarding. */
export type Pull =
  | { kind: 'current' }
  | { kind: 'forwarded'; commits: number }
  /** Nothing was changed. `why` is a whole sentence for an editor. */
  | { kind: 'failed'; why: string }

/**
 * Looks at what would come, before it does: why it must not (a whole sentence for an editor), or undefined. `incoming` gives
 * the text a file will have; null where it will be gone, undefined where it stays as it is.
 */
export type Refuse = (incoming: (path: string) => Promise<string | null | undefined>) => Promise<string | undefined>

/**
 * The git repository the workspace lies in. Paths are from the workspace's folder, given and returned. Nothing is ever
 * asked; reading ends within 20 seconds, fetching within 60.
 */
export interface Repository {
  /** The newest commit that touched one of these paths. `sent.json` receipts do not count, here and below. */
  lastChange(paths: string[]): Promise<Change | undefined>
  /** Files below these paths that differ from the last commit, or are not in it. What git ignores is left out. */
  uncommitted(paths: string[]): Promise<string[]>
  /** Commits since a time that touched one of these paths, newest first; at most 200. */
  changes(paths: string[], since: number): Promise<Change[]>
  /**
   * Fetch a branch and fast-forward to it. Fails, changing nothing, when it cannot be reached, when the histories have
   * parted, when a changed file stands in the way, or when what comes touches the program itself (src/, scripts/,
   * package.json, the lock file), which is deployed by a person, or a file that git ignores here, or what `refuse` will not
   * have.
   */
  fastForward(remote: string, branch: string, refuse?: Refuse): Promise<Pull>
}

/** What a repository keeps for good. */
export interface KeptHistory {
  /** Commits, on any branch, in which the number of times these words stand in a file below the paths changed; oldest first. */
  mentions(words: string, paths: string[]): Promise<Mention[]>
  /** Commits, on any branch, that added, changed or removed one of these files; oldest first. */
  touched(files: string[]): Promise<Mention[]>
  /** Whether git keeps this file, or would with the next `git add`: it is neither ignored nor outside. */
  wouldKeep(file: string): Promise<boolean>
}
