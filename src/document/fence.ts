import { directiveKinds } from './blocks/index.ts'

/** What is odd about a `:::` line, in words that follow “In this line”. */
export interface Complaint {
  kind: 'space' | 'curly' | 'unquoted' | 'malformed'
  what: string
  /** The attributes whose values it is about; `what` then goes on “of …”. */
  of?: string
}

export interface FenceAttribute {
  name: string
  value: string
  /** 1-based, in the line as written; both 0 when the attributes stood on several lines. */
  column: number
  endColumn: number
  /** Written as a name alone, without a value. */
  bare?: boolean
}

/** A line that opens a block, as its author most likely meant it. */
export interface OpeningFence {
  type: 'open'
  name: string
  label: string | undefined
  attributes: FenceAttribute[]
  /** Nothing here means that remark-directive reads the line as it stands. */
  complaints: Complaint[]
}

export interface ClosingFence {
  type: 'close'
  complaints: Complaint[]
}

/**
 * Read one line as a fence, forgivingly: remark-directive takes a line it cannot read for prose and says nothing.
 *
 * A line of two colons is one only where a block's name follows; elsewhere it is prose.
 */
export function readFence(line: string): OpeningFence | ClosingFence | undefined {
  const { text, complaints, shift } = uncover(line)
  const match = /^(\s*)(:{2,})(\s*)(.*?)\s*$/u.exec(text)
  if (!match) return undefined
  const [, indent = '', colons = '', gap = '', rest = ''] = match
  if (colons.length === 2 && !startsLikeBlock(rest)) return undefined
  if (colons.length === 2) complaints.push({ kind: 'malformed', what: 'there are two colons instead of three' })
  if (indent.replaceAll('\t', '    ').length > 3 || /[^ \t]/.test(indent)) {
    complaints.push({ kind: 'space', what: 'there are too many spaces before the colons' })
  }
  if (rest === '') return { type: 'close', complaints }
  if (gap !== '') complaints.push({ kind: 'space', what: 'there is a space after the colons' })
  return readOpening(rest, shift + indent.length + colons.length + gap.length, complaints)
}

const covered = /^(\s*)([\u200b-\u200f\u2060\u00ad\ufeff]*)(\\?)([*_]{0,3})([:：]{2,})(.*)$/u

/** A fence without what an editor, or a hand used to one, has put around its colons. */
function uncover(line: string): { text: string; complaints: Complaint[]; shift: number } {
  const [whole, indent = '', invisible = '', backslash = '', marks = '', colons = '', rest = ''] =
    covered.exec(line) ?? []
  if (whole === undefined) return { text: line, complaints: [], shift: 0 }
  const found = [
    invisible !== '' && 'an invisible character stands before the colons',
    backslash !== '' && 'a backslash stands before the colons',
    marks !== '' && `the marks ${marks} stand around the line`,
    colons.includes('：') && 'the colons are wide ones',
  ].filter((what) => what !== false)
  const bare = marks === '' ? rest : rest.replace(/[*_]+\s*$/, '')
  return {
    text: indent + ':'.repeat(colons.length) + bare.replace(/^[\u200b-\u200f\u2060\ufeff]+/u, ''),
    complaints: found.map((what) => ({ kind: 'malformed', what })),
    shift: invisible.length + backslash.length + marks.length,
  }
}

/** The line as it should have been written. */
export function writeFence(fence: Pick<OpeningFence, 'name' | 'attributes'>): string {
  const attributes = fence.attributes.map(({ name, value }) => {
    if (name === 'id' && /^[^\s"'#.<=>`{}]+$/.test(value)) return `#${value}`
    return value.includes('"') && !value.includes("'") ? `${name}='${value}'` : `${name}="${value.replaceAll('"', '')}"`
  })
  return `:::${fence.name}{${attributes.join(' ')}}`
}

function startsLikeBlock(rest: string): boolean {
  const name = /^([\p{L}-]+)(?=$|[\s{])/u.exec(rest)?.[1]?.toLowerCase()
  return name !== undefined && directiveKinds.some((kind) => kind === name)
}

function readOpening(written: string, offset: number, complaints: Complaint[]): OpeningFence {
  const rest = written.replace(/^([\p{L}-]*\s*)\((.*)\)$/u, '$1{$2}')
  if (rest !== written) complaints.push({ kind: 'malformed', what: 'round brackets stand where braces belong' })
  const name = /^[^\s{[#="“”]*/u.exec(rest)?.[0] ?? ''
  let at = name.length
  if (name === '') complaints.push({ kind: 'malformed', what: 'the kind of block is missing after the colons' })
  else if (!/^\p{L}([\p{L}\p{N}_-]*[\p{L}\p{N}])?$/u.test(name)) {
    complaints.push({ kind: 'malformed', what: `“${name}” cannot be the name of a block` })
  }
  const label = /^\s*\[([^\]]*)\]/u.exec(rest.slice(at))
  if (label) {
    at += label[0].length
    complaints.push({ kind: 'malformed', what: 'a title stands in brackets' })
  }
  const space = /^\s*/u.exec(rest.slice(at))?.[0] ?? ''
  const opener = rest[at + space.length]
  if (space !== '' && opener === '{') complaints.push({ kind: 'space', what: 'there is a space before the brace' })
  at += space.length

  const fence: OpeningFence = { type: 'open', name, label: label?.[1], attributes: [], complaints }
  if (at >= rest.length) return fence
  if (opener === '{') at += 1
  else if (/^(#|[\p{L}]+\s*=)/u.test(rest.slice(at))) {
    complaints.push({ kind: 'malformed', what: 'the attributes are not in braces' })
  } else {
    complaints.push({ kind: 'malformed', what: `words follow the name (“${shorten(rest.slice(at))}”)` })
    return fence
  }
  const end = readAttributes(rest, at, offset, fence)
  const after = rest.slice(end).trim()
  if (opener === '{' && !after.startsWith('}'))
    complaints.push({ kind: 'malformed', what: 'the closing brace is missing' })
  else if (after.replace(/^\}/, '').trim() !== '') {
    complaints.push({ kind: 'malformed', what: `words follow the braces (“${shorten(after.slice(1).trim())}”)` })
  }
  return fence
}

const curly = '“”„‟«»″‘’‚‹›'
const tokens = [
  { kind: 'id', pattern: /#([^\s#.,;}"'<>=`]+)/uy },
  { kind: 'class', pattern: /\.([^\s#.}"'<>=`]+)/uy },
  {
    kind: 'colon',
    pattern: new RegExp(`([\\p{L}_][\\p{L}\\p{N}_-]*)\\s*:\\s*["'${curly}]([^"'${curly}]*)["'${curly}]`, 'uy'),
  },
  { kind: 'quoted', pattern: /([\p{L}_][\p{L}\p{N}_.:-]*)(\s*=\s*)(?:"([^"]*)"|'([^']*)')(?=[\s},]|$)/uy },
  {
    kind: 'curly',
    pattern: new RegExp(`([\\p{L}_][\\p{L}\\p{N}_.:-]*)\\s*=\\s*["'${curly}]([^"'${curly}]*)["'${curly}]`, 'uy'),
  },
  { kind: 'unquoted', pattern: /([\p{L}_][\p{L}\p{N}_.:-]*)\s*=\s*([^\s}"'“”]+)/uy },
  { kind: 'bare', pattern: /([\p{L}_][\p{L}\p{N}_.:-]*)(?!\s*=)/uy },
] as const

/** Reads attributes from `at` up to a brace or to what is none; gives back where it stopped. */
function readAttributes(rest: string, start: number, offset: number, fence: OpeningFence): number {
  let at = start
  for (;;) {
    const gap = /^[\s,;]*/u.exec(rest.slice(at))?.[0] ?? ''
    if (/[^ \t]/.test(gap))
      fence.complaints.push({ kind: 'malformed', what: 'something other than a space stands between attributes' })
    at += gap.length
    const found = matchToken(rest, at)
    if (!found) return at
    const { kind, match } = found
    const [whole, first = '', second = ''] = match
    const [name, value] =
      kind === 'id'
        ? ['id', first]
        : kind === 'class'
          ? ['class', first]
          : kind === 'quoted'
            ? [first, match[3] ?? match[4] ?? '']
            : kind === 'bare'
              ? [first, '']
              : [first, second]
    if (kind === 'curly') {
      fence.complaints.push({
        kind: 'curly',
        what: 'curly quotes, or quotes that do not match, are around the value',
        of: name,
      })
    } else if (kind === 'colon') {
      fence.complaints.push({ kind: 'malformed', what: `a colon stands after ${name} where = belongs` })
    } else if (kind === 'unquoted' && /[^\p{L}\p{N}_-]/u.test(value)) {
      fence.complaints.push({ kind: 'unquoted', what: 'there are no quotes around the value', of: name })
    }
    if (fence.attributes.some((other) => other.name === name)) {
      fence.complaints.push({ kind: 'malformed', what: `${name} stands there twice` })
    } else {
      const [column, endColumn] = [offset + at + 1, offset + at + 1 + whole.length]
      fence.attributes.push({ name, value, column, endColumn, ...(kind === 'bare' && { bare: true }) })
    }
    at += whole.length
  }
}

function matchToken(rest: string, at: number) {
  for (const { kind, pattern } of tokens) {
    pattern.lastIndex = at
    const match = pattern.exec(rest)
    if (match) return { kind, match }
  }
  return undefined
}

const shorten = (text: string): string => (text.length > 30 ? `${text.slice(0, 29)}…` : text)
