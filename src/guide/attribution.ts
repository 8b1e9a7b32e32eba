import type { Blockquote, Nodes } from 'mdast'
import { toString as plainText } from 'mdast-util-to-string'
import { compilePattern } from './compile-guide.ts'
import { matchWords } from './match-words.ts'
import { normaliseWords } from './normalise.ts'

/** “— Marisol, member leader”, “-- The warden”: a dash and a name or a role. */
const signature =
  /^\s*(?:[—–―]|--?)\s*(?=["“«(]?\p{L})(?!(?:and|but|or|so|because|y|e|pero|o|porque|và|nhưng|hay|vì)\s)[^\n]{1,160}$/u

/** The same behind the quoted words, on their line: “…” — Marisol. */
const signatureBehind = /["”»]\s*(?:[—–―]|--)\s*\p{L}[^\n]{1,100}$/u

interface Saying {
  /** Somebody says what follows. Forms that also tell a reader what to say (“say”, “escribe”) are left out. */
  said: string
  /** A reader is told what to say: these are the network's words. */
  told: string
}

const sayings: Record<string, Saying> = {
  en: {
    said: "sa(?:id|ys)|wr(?:ote|ites)|told|tells|ask(?:s|ed)|add(?:s|ed)|put(?:s)? it|explain(?:s|ed)|recall(?:s|ed)|remember(?:s|ed)|reads|testif(?:ies|ied)|announced|tweeted|posted|declare[sd]|promised|claim(?:s|ed)|argue[sd]|stated|describe[sd]|warn(?:s|ed)|repl(?:ies|ied)|answer(?:s|ed)|share[sd]|quoted|according to|they (?:say|write|argue|claim|tell us)|in (?:a|the|his|her|their|its|\\S+['’]s) (?:\\S+ ){0,2}(?:statement|words|testimony|letter|memo|complaint|declaration)|(?:statement|words|testimony|letter) (?:of|by|from)",
    told: '(?:you|we) (?:can|could|may|might) (?:\\w+ )?(?:say|write|tell|ask|add|post|read)|please|try this|for example|our (?:own )?(?:statement|letter|website|page|report|flyer|pledge)|we (?:said|wrote|say|write|told|declared|announced)',
  },
  es: {
    said: 'di(?:jo|ce|cen|jeron)|escrib(?:ió|en|ieron|ía)|cont(?:ó|aron)|explic(?:ó|an|aron)|pregunt(?:ó|aron)|añad(?:ió|ieron)|agreg(?:ó|aron)|declar(?:ó|aron)|afirm(?:ó|an|aron)|record(?:ó|aron)|testific(?:ó|aron)|anunci(?:ó|aron)|public(?:ó|aron)|respond(?:ió|ieron)|advirti(?:ó|eron)|relat(?:ó|aron)|según|(?:en )?(?:sus (?:propias )?palabras|palabras de|declaración de|testimonio de|carta de)',
    told: '(?:puede|puedes|podemos|pueden) (?:decir|escribir|pedir|preguntar)|por favor|por ejemplo|nuestr[oa]s? (?:declaración|carta|página|informe|volante)|(?:dijimos|escribimos|declaramos|anunciamos)',
  },
  vi: {
    said: 'nói|viết|kể|cho biết|phát biểu|tuyên bố|hỏi|nhớ lại|giải thích|nhận xét|khẳng định|trả lời|theo lời|theo (?:bà|ông|anh|chị|cô)|lời (?:của|kể)|trích',
    told: 'hãy|xin|có thể|vui lòng|thí dụ|ví dụ|(?:tuyên bố|thư|bản tin|trang) của chúng tôi|chúng tôi (?:đã )?(?:nói|viết|tuyên bố)',
  },
}

/** Whether something beside or in a blockquote names whose words it holds. */
export function attributionOf(quote: Blockquote, siblings: readonly Nodes[], index: number, language: string): boolean {
  return isSigned(quote) || isSignature(siblings[index + 1]) || isBroughtIn(siblings.slice(0, index), language)
}

function isSigned({ children }: Blockquote): boolean {
  const last = children.at(-1)
  // “- Marisol” below the words is a list of one to Markdown.
  if (last?.type === 'list') {
    const line = plainText(last)
    return children.length > 1 && last.children.length === 1 && /^\p{Lu}[^\n]{1,80}[^.!?\n]$/u.test(line)
  }
  if (last?.type !== 'paragraph') return false
  const lines = linesOf(last)
  const closing = lines.at(-1) ?? ''
  return signatureBehind.test(closing) || (signature.test(closing) && (lines.length > 1 || children.length > 1))
}

function isSignature(node: Nodes | undefined): boolean {
  return node?.type === 'paragraph' && linesOf(node).length === 1 && signature.test(plainText(node))
}

/** The paragraph before ends with a colon, and somebody says something in its last sentence. */
function isBroughtIn(before: readonly Nodes[], language: string): boolean {
  const previous = before.findLast(({ type }) => type !== 'html')
  if (previous?.type !== 'paragraph') return false
  const text = normaliseWords(plainText(previous))
  const saying = sayings[language.split('-')[0] ?? ''] ?? sayings.en
  const [sentence = ''] = /[^.!?]*$/u.exec(text.replaceAll(/(?<=\b\p{L}{1,3})\./gu, '')) ?? []
  return /[:：]["»)]*$/u.test(text) && saying !== undefined && has(sentence, saying.said) && !has(sentence, saying.told)
}

function has(sentence: string, forms: string): boolean {
  const pattern = compilePattern(forms, {})
  return pattern !== undefined && matchWords(pattern, sentence).length > 0
}

/** The lines of a paragraph as a reader sees them, breaks included. */
function linesOf(node: Nodes): string[] {
  const words =
    'children' in node ? node.children.map((child) => (child.type === 'break' ? '\n' : plainText(child))) : []
  return words
    .join('')
    .split('\n')
    .filter((line) => line.trim() !== '')
}
