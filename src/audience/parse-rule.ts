import { type LiqeQuery, parse } from 'liqe'
import { segmentBareWord, segmentPattern, segmentSyntax } from './problems.ts'
import type { Rule } from './rule.ts'
import { checkField, type Operator, type RuleContext, readRange, readTerm } from './rule-terms.ts'
import { scanRule } from './scan-rule.ts'

/**
 * Read a segment's rule. AND binds tighter than OR, as people expect and as SQL does.
 *
 * @throws Problem `segment_…`, at the place the context gives.
 */
export function parseRule(text: string, context: RuleContext): Rule {
  scanRule(text, context)
  return toRule(parseText(text, context), text, context)
}

function parseText(text: string, context: RuleContext): LiqeQuery {
  try {
    return parse(hideDates(text))
  } catch (cause) {
    const offset = cause instanceof Error && 'offset' in cause ? Number(cause.offset) : undefined
    const at = offset === undefined ? context.at(0, text.length) : context.at(offset, offset + 1)
    const near = offset === undefined ? '' : ` near “${text.slice(offset, offset + 20)}”`
    const hint = 'Put a value with spaces or signs in straight quotes: source:"sign-up sheet"'
    throw segmentSyntax({ segment: context.segment, what: `something is out of place${near}`, hint }, { ...at, cause })
  }
}

/** liqe's ranges take numbers only: dates in them become numbers of the same length, so that places stay right. */
function hideDates(text: string): string {
  return text.replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[[{][^\]}]*[\]}]/gs, (part) =>
    /^["']/.test(part) ? part : part.replace(/\d{4}-\d\d(-\d\d)?/g, (date) => date.replaceAll('-', '0')),
  )
}

function toRule(node: LiqeQuery, text: string, context: RuleContext): Rule {
  switch (node.type) {
    case 'LogicalExpression':
      return joinChain(chainOf(node), text, context)
    case 'ParenthesizedExpression':
      return toRule(node.expression, text, context)
    case 'UnaryOperator':
      return { kind: 'not', rule: toRule(node.operand, text, context) }
    case 'Tag':
      return tagToRule(node, text, context)
    case 'EmptyExpression':
      throw new Error('scanRule refuses empty rules')
  }
}

type Tag = Extract<LiqeQuery, { type: 'Tag' }>

function tagToRule(node: Tag, text: string, context: RuleContext): Rule {
  const { field, expression } = node
  const end = expression.location.end
  if (field.type === 'ImplicitField') {
    const { start } = expression.location
    throw segmentBareWord({ segment: context.segment, word: text.slice(start, end) }, context.at(start, end))
  }
  const at = context.at(field.location.start, end)
  checkField(field.name, context, at)
  // The written text, because liqe turns `null`, `true` and `007` into other things.
  const written = text.slice(expression.location.start, end)
  switch (expression.type) {
    case 'RegexExpression':
      throw segmentPattern({ segment: context.segment }, at)
    case 'RangeExpression':
      return readRange(field.name, written, context, at)
    case 'EmptyExpression':
      return readTerm(field.name, operatorOf(node), '', context, at)
    case 'LiteralExpression':
      return readTerm(field.name, operatorOf(node), expression.quoted ? expression.value : written, context, at)
  }
}

const operatorOf = (node: Tag): Operator => node.operator.operator

type Logical = Extract<LiqeQuery, { type: 'LogicalExpression' }>
type Link = { node: LiqeQuery; or: boolean }

/** liqe reads `a OR b AND c` from left to right; this is the chain as written. */
function chainOf(node: Logical): Link[] {
  const left = node.left.type === 'LogicalExpression' ? chainOf(node.left) : [{ node: node.left, or: false }]
  const right = node.right.type === 'LogicalExpression' ? chainOf(node.right) : [{ node: node.right, or: false }]
  const [first, ...rest] = right
  return first ? [...left, { ...first, or: node.operator.operator === 'OR' }, ...rest] : left
}

function joinChain(chain: Link[], text: string, context: RuleContext): Rule {
  const groups: Rule[][] = [[]]
  for (const { node, or } of chain) {
    const rule = toRule(node, text, context)
    if (or) groups.push([rule])
    else groups.at(-1)?.push(rule)
  }
  return join(
    'or',
    groups.map((group) => join('and', group)),
  )
}

function join(kind: 'and' | 'or', rules: Rule[]): Rule {
  const [first] = rules
  return first && rules.length === 1 ? first : { kind, rules }
}
