import type { Change, Mention } from '../repository.ts'

/** For `git log -z --name-only`: every field ends with a NUL, which no name and no subject can hold. */
export const logFormat = '--format=%x00%H%x00%an%x00%ae%x00%at%x00%s%x00'

/** What `git log` printed in that format, with each commit's hash instead of who made it. */
export function readMentions(output: string): Mention[] {
  return readCommits(output).map(({ commit, at, files }) => ({ commit, at, files }))
}

/** What `git log` printed in that format. */
export function readLog(output: string): Change[] {
  return readCommits(output).map(({ author, at, subject, files }) => ({ author, at, subject, files }))
}

/** Read what `git log` printed in that format. After the fields of a commit come its files, and an empty one ends them. */
function readCommits(output: string): (Change & Mention)[] {
  const fields = output.split('\0')
  const changes: (Change & Mention)[] = []
  for (let at = 0; at < fields.length; ) {
    if (fields[at] === '') {
      at += 1
      continue
    }
    const [commit = '', name = '', address = '', seconds = '', subject = ''] = fields.slice(at, at + 5)
    // The field after the subject is empty, with or without files.
    at += 6
    const files: string[] = []
    for (let file = fields[at]; file !== undefined && file !== ''; file = fields[at]) {
      files.push(files.length === 0 ? file.replace(/^\n/, '') : file)
      at += 1
    }
    changes.push({ commit, author: { name, address }, at: Number(seconds) * 1000, subject, files })
  }
  return changes
}
