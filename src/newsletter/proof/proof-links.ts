/** Stands where a reader's own token stands in a mail to readers. Real tokens are far longer. */
const token = 'proof'

/** Where the unsubscribe and preference links of a proof lead: to pages that say so and change nothing. */
export function proofLinks(origin: string): { unsubscribe: string; preferences: string } {
  return { unsubscribe: `${origin}/u/${token}`, preferences: `${origin}/p/${token}` }
}

/** Whether a link's token is that of a proof. */
export function isOfProof(text: string): boolean {
  return text === token
}
