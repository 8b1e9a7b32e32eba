import { InvalidArgumentError } from 'commander'

/** Read an option that counts something. */
export function wholeNumber(option: string, text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError(`${option} takes a whole number, not “${text}”.`)
  return Number(text)
}
