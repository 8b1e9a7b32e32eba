import { defineCheck } from './check.ts'
import type { Outside } from './consultation.ts'
import { type Finding, fail, ok, warn } from './line.ts'

/** Node can run this, and knows the zones in which times are meant. */
export const runtime = defineCheck('runtime', ({ outside, newsletter }) => {
  const zones = newsletter ? [newsletter.timezone, newsletter.schedule?.timezone ?? newsletter.timezone] : []
  return [
    judgeNode(outside.runtime.node),
    ...(newsletter ? [judgeZones(outside.runtime, [...new Set(zones)], outside.now())] : []),
  ]
})

export function judgeNode(version: string): Finding {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  if (major < 20 || (major === 20 && minor < 19)) {
    return fail('Node', `Version ${version} is too old for Wayforward.`, 'Install Node 22 or 24.')
  }
  return ok('Node', `Version ${version}.`)
}

export function judgeZones({ knowsZone, zoneData }: Outside['runtime'], zones: string[], now: number): Finding {
  const unknown = zones.filter((zone) => !knowsZone(zone))
  if (unknown.length > 0) {
    return fail(
      'time zones',
      `This Node does not know ${unknown.join(' and ')}.`,
      'Install a Node with full ICU data: those of nodejs.org have it.',
    )
  }
  const year = Number(/^\d{4}/.exec(zoneData ?? '')?.[0] ?? Number.NaN)
  if (new Date(now).getUTCFullYear() - year > 2) {
    return warn(
      'time zones',
      `This Node's rules for clock changes are of ${year}; countries change theirs.`,
      'Update Node to a current release.',
    )
  }
  return ok('time zones', `It knows ${zones.join(' and ')}${zoneData ? ` (rules of ${zoneData})` : ''}.`)
}
