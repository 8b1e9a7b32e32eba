import { directiveKinds, isDirectiveKind } from '../../document/blocks/index.ts'
import type { Newsletter } from '../../issue/newsletter.ts'
import { nearest } from '../../problem/nearest.ts'
import type { Problem } from '../../problem/problem.ts'
import { signOffKindUnknown } from '../approval-problems.ts'

/** Kinds of block for counsel that do not exist: a slip there would let legal words out unread. */
export function checkSignOffKinds({ signOffs, file }: Newsletter): Problem[] {
  return signOffs.counsel
    .filter((kind) => !isDirectiveKind(kind))
    .map((kind) => signOffKindUnknown({ kind, meant: nearest(kind, directiveKinds), known: directiveKinds }, { file }))
}
