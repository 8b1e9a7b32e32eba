/** How far two clocks are apart, in a sentence; both in epoch milliseconds. */
export function describeSkew(now: number, serverTime: number): string {
  const minutes = Math.round(Math.abs(serverTime - now) / 60_000)
  return `The clock of this computer is ${minutes} minutes ${now > serverTime ? 'ahead of' : 'behind'} the provider's.`
}
