import { seededRandom } from '../../scripts/sample/seeded-random.ts'
import { type Fault, faults } from './faults.ts'

/** `ms` bounds what would otherwise last until the sender's own timeout. */
type Named = (options: { ms: number }) => Fault

/** Faults by name, for a server in another process and for random mixes. */
export const namedFaults = {
  dropBeforeAccepting: () => faults.dropBeforeAccepting(),
  acceptThenDrop: () => faults.acceptThenDrop(),
  acceptLate: ({ ms }) => faults.acceptLate({ afterMs: ms }),
  breakInsideBody: () => faults.breakInsideBody(),
  truncated200: () => faults.truncated200(),
  empty200: () => faults.empty200(),
  html200: () => faults.html200(),
  badGatewayAfter: () => faults.badGateway({ accepts: true }),
  badGatewayBefore: () => faults.badGateway({ accepts: false }),
  hangAfter: ({ ms }) => faults.hang({ accepts: true, forMs: ms }),
  hangBefore: ({ ms }) => faults.hang({ accepts: false, forMs: ms }),
  slowDrip: ({ ms }) => faults.slowDrip({ forMs: ms }),
  null500: () => faults.null500(),
  serverErrorAfter: () => faults.serverError({ accepts: true }),
  serverErrorBefore: () => faults.serverError({ accepts: false }),
  tooManyRequests: () => faults.tooManyRequests({ 'retry-after': '1' }),
  inFlight: () => faults.inFlight(),
} satisfies Record<string, Named>

export type FaultName = keyof typeof namedFaults

const names = Object.keys(namedFaults) as FaultName[]
// Reading has nothing to accept.
const forReading: FaultName[] = [
  'dropBeforeAccepting',
  'badGatewayBefore',
  'serverErrorBefore',
  'truncated200',
  'null500',
]

export function faultNamed(name: FaultName, ms = 250): Fault {
  return namedFaults[name]({ ms })
}

export interface MixOptions {
  /** The same seed deals the same faults to the same sequence of requests. */
  seed: number
  /** The share of requests that meet one, from 0 to 1. */
  rate: number
  /** How long a hanging, dripping or late one lasts; default 250. */
  ms?: number
}

/** Deals a fault to a share of the requests, all kinds alike. */
export function createFaultMix({ seed, rate, ms = 250 }: MixOptions): (sends: boolean) => Fault | undefined {
  const random = seededRandom(seed)
  return (sends) => {
    // Two draws for every request: which fault one meets does not hang on whether earlier ones met any.
    const met = random() < rate
    const list = sends ? names : forReading
    const name = list[Math.floor(random() * list.length)]
    return met && name ? faultNamed(name, ms) : undefined
  }
}
