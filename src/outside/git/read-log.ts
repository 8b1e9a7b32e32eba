import type { Change } from '../repository.ts'

/** For `git log -z --name-only`: every field ends with a NUL, which no name and no subject can hold. */
export const logFormat = '--format=%x00%H%x00%an%x00%ae%x00%at%x00%s%x00'

/** Read what `git log` printed in that format. After the fields of a commit come its files, and an empty one ends them. */
export function readLog(output: string): Change[] {
  const fields = output.split('\0')
  const changes: Change[] = []
  for (let at = 0; at < fields.length; ) {
    if (fields[at] === '') {
      at += 1
      continue
    }
    const [, name = '', address = '', seconds = '', subject = ''] = fields.slice(at, at + 5)
    // The field after the subject is empty, with or without files.
    at += 6
    const files: string[] = []
    for (let file = fields[at]; file !== undefined && file !== ''; file = fields[at]) {
      files.push(files.length === 0 ? file.replace(/^\n/, '') : file)
      at += 1
    }
    changes.push({ author: { name, address }, at: Number(seconds) * 1000, subject, files })
  }
  return changes
}
