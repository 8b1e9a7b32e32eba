import type {} from 'remark-parse'
import type { Data, Processor } from 'unified'

// micromark's own types, by way of the plugin that hands them to us: it is no dependency of ours.
type Extension = NonNullable<Data['micromarkExtensions']>[number]
type Construct = Extract<NonNullable<NonNullable<Extension['text']>[string]>, { tokenize: unknown }>
type Tokenizer = Construct['tokenize']
type Tokenize = ReturnType<Tokenizer>
type Code = Parameters<Tokenize>[0]

const colon = 58

const opening = [...':name[']

/** Reads `:name[` and gives it back: what follows a yes is tokenized by remark-directive. */
const lookahead: Construct = {
  partial: true,
  tokenize(effects, ok, nok) {
    let index = 0
    const next: Tokenize = (code) => {
      if (code !== opening[index]?.charCodeAt(0)) return nok(code)
      if (index === 0) effects.enter('data')
      effects.consume(code)
      index += 1
      if (index < opening.length) return next
      effects.exit('data')
      return ok
    }
    return next
  },
}

/**
 * Narrow remark-directive, used before this, to the directives Wayforward has: containers, and `:name[friend]`.
 *
 * Left alone it also takes `10:30`, `word:name` and `::a` for directives. Putting those back afterwards from the
 * source would lose a link that follows a colon (`see:this[page](…)`), so they are never read as directives at all.
 */
export function remarkNameSlot(this: Processor): void {
  const extensions = this.data().micromarkExtensions ?? []
  const index = extensions.findIndex((extension) => colon in (extension.text ?? {}) && colon in (extension.flow ?? {}))
  const whole = extensions[index]
  const text = [whole?.text?.[colon] ?? []].flat()[0]
  if (!whole || !text) throw new Error('remarkNameSlot must be used after remarkDirective')
  const containers = [whole.flow?.[colon] ?? []].flat().filter((construct) => construct.concrete)
  extensions[index] = { flow: { [colon]: containers }, text: { [colon]: nameOnly(text) } }
}

function nameOnly(inner: Construct): Construct {
  const tokenize: Tokenizer = function (effects, ok, nok) {
    return effects.check(lookahead, inner.tokenize.call(this, effects, ok, nok), nok)
  }
  return {
    ...inner,
    previous(code: Code) {
      return !isWord(code) && (inner.previous?.call(this, code) ?? true)
    },
    tokenize,
  }
}

const isWord = (code: Code): boolean => code !== null && code >= 0 && /[\p{L}\p{N}]/u.test(String.fromCodePoint(code))
