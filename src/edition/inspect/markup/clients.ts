/** A mail program, as caniemail names it. */
export type EmailClient = keyof typeof names

/**
 * The mail programs that are asked about, by the names caniemail gives them. Left out are those nobody in the United
 * States is likely to read in (Orange, SFR, LaPoste.net, Mail.ru) and Windows Mail, which Microsoft ended in 2024.
 */
const names = {
  'apple-mail.macos': 'Apple Mail (Mac)',
  'apple-mail.ios': 'Apple Mail (iPhone)',
  'gmail.desktop-webmail': 'Gmail (browser)',
  'gmail.ios': 'Gmail (iPhone)',
  'gmail.android': 'Gmail (Android)',
  'gmail.mobile-webmail': 'Gmail (a phone’s browser)',
  'outlook.windows': 'Outlook (Windows, classic)',
  'outlook.macos': 'Outlook (Mac)',
  'outlook.ios': 'Outlook (iPhone)',
  'outlook.android': 'Outlook (Android)',
  'yahoo.desktop-webmail': 'Yahoo (browser)',
  'yahoo.ios': 'Yahoo (iPhone)',
  'yahoo.android': 'Yahoo (Android)',
  'aol.desktop-webmail': 'AOL (browser)',
  'aol.ios': 'AOL (iPhone)',
  'aol.android': 'AOL (Android)',
  'samsung-email.android': 'Samsung Email',
  'thunderbird.macos': 'Thunderbird',
  'protonmail.desktop-webmail': 'Proton Mail (browser)',
  'protonmail.ios': 'Proton Mail (iPhone)',
  'protonmail.android': 'Proton Mail (Android)',
  'hey.desktop-webmail': 'HEY',
  'fastmail.desktop-webmail': 'Fastmail',
} as const

export const clients = Object.keys(names).filter((name): name is EmailClient => name in names)

const mostNamed = 5

/** “Gmail (Android), Outlook (Mac) and 3 more”: those that most people read in come first. */
export function nameClients(found: readonly EmailClient[]): string {
  const sorted = clients.filter((client) => found.includes(client)).map((client) => names[client])
  if (sorted.length === clients.length) return 'any of the mail programs asked about'
  // One more is named as quickly as counted.
  const shown = sorted.length > mostNamed + 1 ? sorted.slice(0, mostNamed) : sorted
  const rest = sorted.length - shown.length
  const parts = rest > 0 ? [...shown, `${rest} more`] : shown
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`
}
