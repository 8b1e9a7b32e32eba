/** An e-mail the server accepted. */
export interface AcceptedEmail {
  id: string
  at: number
  email: { from: string; to: string | string[]; subject: string; tags?: { name: string; value: string }[] }
}

/** What was accepted, in order; what a webhook or `GET /emails` would later tell of. */
export class Mailbox {
  readonly accepted: AcceptedEmail[] = []

  accept(email: unknown, id: string, at: number): { id: string } {
    this.accepted.push({ id, at, email: email as AcceptedEmail['email'] })
    return { id }
  }

  /** How often each value of a tag was accepted. More than once is a reader who got the same mail twice. */
  countByTag(name: string): Map<string, number> {
    const counts = new Map<string, number>()
    for (const { email } of this.accepted) {
      for (const tag of email.tags ?? []) {
        if (tag.name === name) counts.set(tag.value, (counts.get(tag.value) ?? 0) + 1)
      }
    }
    return counts
  }
}
