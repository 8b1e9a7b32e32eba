import type { Editor } from '../../approval/editor.ts'
import type { Newsletter } from '../../issue/newsletter.ts'
import { defineNewsletterCheck } from './check.ts'
import { type Finding, fail, ok, warn } from './line.ts'

const add = '`npx wayforward editors add` adds one, with a role and languages.'

/** Enough people can approve, and somebody reads every language. */
export const editors = defineNewsletterCheck('editors', (newsletter, { store }) => {
  // Without a list there is no place for editors either, and the store's line says so.
  if (store.kind !== 'read' || !store.facts) return []
  return judgeEditors(newsletter, store.facts.editors)
})

type Settings = Pick<Newsletter, 'signOffs' | 'languages' | 'provider'>

export function judgeEditors({ signOffs, languages, provider }: Settings, everyone: Editor[]): Finding[] {
  // Into the outbox an issue goes without anybody's word.
  const say = provider === 'resend' ? fail : warn
  return [...judgeApprovers(signOffs, everyone, say), ...judgeLanguages(languages, everyone)]
}

function judgeApprovers(signOffs: Newsletter['signOffs'], everyone: Editor[], say: typeof fail): Finding[] {
  const subject = 'approvers'
  const able = everyone.filter(({ role }) => role !== 'writer').length
  const { approvers: needed, writerMayApprove, counsel } = signOffs
  const findings: Finding[] = []
  if (able < needed) {
    const said = `An issue needs ${count(needed, 'approval')}, and ${able === 0 ? 'nobody' : `only ${able}`} can give one.`
    findings.push(say(subject, said, add))
  } else if (able === needed && !writerMayApprove) {
    findings.push(
      warn(
        subject,
        `${count(able, 'editor')} can approve, which is just as many as needed. Who wrote last may not, so nobody of them can write.`,
        `${add} Or let writers approve: signOffs.writerMayApprove in newsletter.yaml.`,
      ),
    )
  } else {
    findings.push(ok(subject, `${count(able, 'editor')} can approve; an issue needs ${needed}.`))
  }
  if (counsel.length > 0 && !everyone.some(({ role }) => role === 'counsel')) {
    const kinds = counsel.join(' or ')
    findings.push(
      say(
        'counsel',
        `There is no counsel, so no issue with ${kinds} blocks can go out.`,
        `${add} The role is counsel.`,
      ),
    )
  }
  return findings
}

function judgeLanguages(languages: readonly string[], everyone: Editor[]): Finding[] {
  const unread = languages.filter((language) => !everyone.some((editor) => editor.languages.includes(language)))
  if (everyone.length === 0 || unread.length === 0) return []
  return [warn('proofs', `Nobody reads the proofs in ${unread.join(', ')}.`, `Add the language to an editor. ${add}`)]
}

const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`
