/** What a regular expression could do that no pattern of the guide may. */
export interface PatternTraits {
  /** It fits no words at all as well. */
  empty: boolean
  /**
   * A group that repeats without limit holds a part that does: `(a+)*`. On words that nearly fit, it tries more ways than
   * there is time. A group that begins with a space and repeats only letters, `( \p{L}+)*`, goes word by word, and there is
   * one way to do that.
   */
  endless: boolean
}

const token =
  /\\[pPu]\{[^}]*\}|\\.|\[(?:\\.|[^\]\\])*\]|\((?:\?(?:[:=!]|<[=!]|<\w+>))?|[*+?]\??|\{\d+(?:,\d*)?\}\??|./gsu

/** A pair of round brackets, as far as it was read; the first is the whole pattern. */
interface Group {
  looksAround: boolean
  /** Begins with a space. */
  spaced: boolean
  /** What was read of this alternative fits nothing. */
  empty: boolean
  /** An alternative before this one fits nothing. */
  emptyBefore: boolean
  /** A part of it repeats without limit. */
  repeats: boolean
  /** What repeats in it may be more than the letters of a word. */
  loose: boolean
  /** It has alternatives, or parts that may be left out: `(a|a)*` and `(a?)*` fit one text in many ways too. */
  choice: boolean
  /** Every alternative ends with a space, as `(repeat |violent )*` does: again word by word. */
  worded: boolean
}

const begin = (opening: string, next: string | undefined): Group => ({
  looksAround: /[=!]$/.test(opening),
  spaced: next === ' ',
  empty: true,
  emptyBefore: false,
  repeats: false,
  loose: false,
  choice: false,
  worded: true,
})

/** Read a regular expression that is one. */
export function inspectPattern(source: string): PatternTraits {
  const tokens = source.match(token) ?? []
  const open: Group[] = []
  let group = begin('', tokens[0])
  let endless = false
  for (const [index, part] of tokens.entries()) {
    const next = tokens[index + 1]
    const repeated = isEndless(next)
    if (part.startsWith('(')) {
      open.push(group)
      group = begin(part, next)
    } else if (part === ')') {
      const { looksAround, spaced, empty, emptyBefore, repeats, loose, choice } = group
      const worded = group.worded && tokens[index - 1] === ' '
      endless ||= repeated && ((repeats && (loose || !spaced)) || (choice && !spaced && !worded))
      group = open.pop() ?? begin('', undefined)
      group.repeats ||= repeats || repeated
      group.loose ||= loose || repeated
      group.choice ||= choice || mayBeLeftOut(next)
      group.empty &&= looksAround || empty || emptyBefore || mayBeLeftOut(next)
    } else if (part === '|') {
      group.emptyBefore ||= group.empty
      group.empty = true
      group.choice = true
      group.worded &&= tokens[index - 1] === ' '
    } else if (!isQuantifier(part)) {
      group.repeats ||= repeated
      group.choice ||= mayBeLeftOut(next)
      group.loose ||= repeated && !/^(?:\\p\{L[a-z]?\}|\\w|\p{L})$/u.test(part)
      group.empty &&= /^(?:[\^$]|\\b|\\B)$/.test(part) || mayBeLeftOut(next)
    }
  }
  return { empty: group.empty || group.emptyBefore, endless }
}

const isQuantifier = (part: string): boolean => /^(?:[*+?]|\{\d)/.test(part)
/** Ten times is as good as endless: each doubles the ways. */
const isEndless = (part: string | undefined): boolean => /^(?:[*+]|\{\d+,\}|\{(?:\d+,)?\d{2,}\})/.test(part ?? '')
const mayBeLeftOut = (part: string | undefined): boolean => /^(?:[*?]|\{0)/.test(part ?? '')
