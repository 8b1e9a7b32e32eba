import type { NameForm } from './record.ts'

/** Hides who the teller is: then there are words to keep out. */
export function hidesTeller(form: NameForm): boolean {
  return form === 'pseudonym' || form === 'composite' || form === 'unnamed'
}

/** Prints a name, the teller’s or another. */
export function namesSomebody(form: NameForm): boolean {
  return form === 'own' || form === 'first-name' || form === 'pseudonym'
}
