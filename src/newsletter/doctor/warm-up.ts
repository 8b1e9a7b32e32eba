import { defineMailingCheck } from './check.ts'
import { detailsOf } from './expected-records.ts'
import { type Finding, ok, warn } from './line.ts'

const subject = 'pace'
const day = 24 * 60 * 60 * 1000
/** Resend's own advice for the first day of a new domain. */
const firstDay = 150
const newForDays = 60

/** A new domain begins slowly. */
export const warmUp = defineMailingCheck('pace', async ({ delivery }, { domain, store, outside }) => {
  const createdAt = detailsOf(await domain())?.createdAt
  const facts = store.kind === 'read' ? store.facts : undefined
  return judgePace({
    dailyCap: delivery.dailyCap,
    people: facts?.people ?? 0,
    hasSent: (facts?.issues ?? 0) > 0,
    ...(createdAt !== undefined && { ageDays: Math.floor((outside.now() - createdAt) / day) }),
  })
})

/** @param given.ageDays how long Resend has had the domain; undefined where nobody could ask. */
export function judgePace(given: { dailyCap?: number; people: number; hasSent: boolean; ageDays?: number }): Finding {
  const { dailyCap, people, hasSent, ageDays } = given
  if (dailyCap !== undefined)
    return ok(subject, `At most ${dailyCap.toLocaleString('en-US')} e-mails in 24 hours (delivery.dailyCap).`)
  const isNew = ageDays === undefined ? !hasSent : ageDays < newForDays
  if (people <= firstDay || !isNew) return ok(subject, 'No daily cap, and none is needed.')
  const since =
    ageDays === undefined ? 'Nothing was sent from here yet' : `Resend has had this domain for ${ageDays} days`
  return warn(
    subject,
    `${since}, and ${people.toLocaleString('en-US')} people would be mailed in one go. Receivers distrust a new domain that mails many.`,
    `Write \`delivery: { dailyCap: ${firstDay} }\` into newsletter.yaml, and raise it from issue to issue.`,
  )
}
