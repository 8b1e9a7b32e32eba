import type { PreparedIssue } from './prepare-issue.ts'

/** Every picture the editions of an issue may show, the logo among them, each once, by its file name. */
export function picturesOf({ logo, renditions }: Pick<PreparedIssue, 'logo' | 'renditions'>): {
  name: string
  bytes: Uint8Array
}[] {
  const pictures = new Map([logo, ...renditions.values()].map(({ name, bytes }) => [name, bytes]))
  return [...pictures].map(([name, bytes]) => ({ name, bytes }))
}
