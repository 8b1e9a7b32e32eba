import { basename } from 'node:path'
import type { Config } from '../../config.ts'
import { readCertificate } from '../../outside/certificate.ts'
import { readFreeBytes, readMode } from '../../outside/disk.ts'
import { createDnsLookup } from '../../outside/dns.ts'
import { openRepository } from '../../outside/git.ts'
import { askRemote, listLooseReceipts } from '../../outside/git-remote.ts'
import { createProbe } from '../../outside/probe-page.ts'
import { Problem } from '../../problem/problem.ts'
import { askKeyAccess } from '../../provider/resend/key-access.ts'
import { createResendReader } from '../../provider/resend/resend-reader.ts'
import type { Outside } from './consultation.ts'

/** No question takes longer. */
const patienceMs = 5000
/** What asks twice has half of it for each. */
const requestMs = 2300

/** The world as it is. */
export function lookOutside(config: Config): Outside {
  const { apiKey, readKey, baseUrl } = config.resend
  const issues = basename(config.issuesFolder)
  return {
    now: Date.now,
    dns: createDnsLookup(),
    probe: createProbe(),
    certificate: readCertificate,
    ...(apiKey !== undefined && {
      keyAccess: async () => {
        try {
          return await askKeyAccess({ apiKey, baseUrl, timeoutMs: patienceMs - 500 })
        } catch (error) {
          if (error instanceof Problem) return { kind: 'failed', why: error.reason }
          throw error
        }
      },
    }),
    ...(readKey !== undefined && {
      domain: async (name) => {
        try {
          const reader = createResendReader({ readKey, baseUrl, timeoutMs: requestMs, triesMost: 1 })
          return await reader.domainDetails(name)
        } catch (error) {
          if (error instanceof Problem) return { kind: 'failed', reason: error.reason }
          throw error
        }
      },
    }),
    freeBytes: readFreeBytes,
    mode: readMode,
    remote: (remote, branch) => askRemote(config.root, remote, branch, patienceMs - 500),
    looseReceipts: () => listLooseReceipts(config.root, issues, patienceMs - 500),
    uncommitted: async () => {
      try {
        const repository = await openRepository(config.root)
        return await repository?.uncommitted([issues, basename(config.templatesFolder)])
      } catch (error) {
        // git_unreadable: the same as none, for what the doctor asks.
        if (error instanceof Problem) return undefined
        throw error
      }
    },
    runtime: {
      node: process.versions.node,
      zoneData: process.versions.tz,
      knowsZone(zone) {
        try {
          return new Intl.DateTimeFormat('en', { timeZone: zone }) !== undefined
        } catch {
          return false
        }
      },
    },
  }
}
