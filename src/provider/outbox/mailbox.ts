// RFC 5321 4.1.2 without quoted local parts and address literals, which no mail service lets people register.
const atom = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
const label = '[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?'
const address = new RegExp(`^${atom}(?:\\.${atom})*@(?:${label}\\.)+${label}$`)

/** `local@domain` as it can be mailed; the domain in its ASCII form. */
function isAddress(text: string): boolean {
  const at = text.lastIndexOf('@')
  return text.length <= 254 && at <= 64 && address.test(text)
}

// RFC 5322 3.4: outside quotes these would end the name or begin another address.
const bareName = /^[^\p{Cc}<>@,;:"\\[\]]*$/u
const quotedName = /^"(?:[^"\\\p{Cc}]|\\["\\])*"$/u

/** `address` or `Name <address>`: exactly one, in the form Resend asks for. */
export function isMailbox(text: string): boolean {
  const open = text.lastIndexOf('<')
  if (open === -1) return isAddress(text)
  const name = text.slice(0, open).trim()
  return text.endsWith('>') && isAddress(text.slice(open + 1, -1)) && (bareName.test(name) || quotedName.test(name))
}
