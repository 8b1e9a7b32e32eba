import { z } from 'zod'
import type { At, Problem } from '../../../problem/problem.ts'
import { distinctProblems } from '../../../problem/report.ts'
import { findUnsupported, type Unsupported } from './client-support.ts'
import { allowedFeatures } from './client-support-allowed.ts'
import { clients, nameClients } from './clients.ts'
import { keepFindings } from './kept-findings.ts'
import { findPaleWords, type PaleWords } from './pale-words.ts'
import { clientSupport, markupFault, markupUnread, wordsPale } from './problems.ts'
import { readSkeleton, type Skeleton } from './skeleton.ts'
import { type Fault, findFaults } from './sound-html.ts'
import { whatIsSeen } from './what-is-seen.ts'

/** What is found in how a mail is built, as it is kept. */
interface MarkupFindings {
  unsupported: Unsupported[]
  faults: Fault[]
  pale: PaleWords[]
  /** What could not be read, and why. */
  unread: { what: string; why: string }[]
}

const keptSchema: z.ZodType<MarkupFindings> = z.object({
  unsupported: z.array(
    z.object({ feature: z.string(), category: z.string(), url: z.string(), clients: z.array(z.enum(clients)) }),
  ),
  faults: z.array(z.object({ rule: z.string(), message: z.string() })),
  pale: z.array(
    z.object({
      mode: z.enum(['light', 'dark']),
      ink: z.string(),
      ground: z.string(),
      ratio: z.number(),
      element: z.string(),
    }),
  ),
  unread: z.array(z.object({ what: z.string(), why: z.string() })),
})

/**
 * Report on how mails are built: what mail programs cannot show, HTML that is not sound, words one cannot read on their
 * ground. Slow, and the same for editions built alike, so each build is inspected once and its findings kept.
 *
 * @param mails the HTML of the editions of one issue.
 * @param at the template.
 * @param cacheFolder absolute path.
 */
export async function inspectMarkup(mails: readonly string[], at: At, cacheFolder: string): Promise<Problem[]> {
  const skeletons = new Map(mails.map((html) => readSkeleton(html)).map((skeleton) => [skeleton.html, skeleton]))
  const problems: Problem[] = []
  for (const skeleton of skeletons.values()) {
    const findings = await keepFindings(cacheFolder, skeleton.html, keptSchema, () => readMarkup(skeleton))
    problems.push(...describe(findings, at))
  }
  return distinctProblems(problems)
}

async function readMarkup({ html, tags }: Skeleton): Promise<MarkupFindings> {
  const unread: MarkupFindings['unread'] = []
  // What a person wrote in a template may be anything, and these libraries throw on some of it.
  const attempt = async <Found>(what: string, find: () => Promise<Found[]>): Promise<Found[]> => {
    try {
      return await find()
    } catch (error) {
      unread.push({ what, why: (error instanceof Error ? error.message : String(error)).replace(/\.$/, '') })
      return []
    }
  }
  return {
    unsupported: await attempt('What mail programs can show', () => findUnsupported(tags)),
    faults: await attempt('Whether the HTML is sound', () => findFaults(html)),
    pale: await attempt('The contrast of words', () => findPaleWords(html)),
    unread,
  }
}

function describe({ unsupported, faults, pale, unread }: MarkupFindings, at: At): Problem[] {
  return [
    ...unsupported.flatMap((found) => {
      const clients = found.clients.filter((client) => !isAllowed(found.feature, client))
      if (clients.length === 0) return []
      const { feature, category, url } = found
      return [clientSupport({ feature, clients: nameClients(clients), seen: whatIsSeen(feature, category), url }, at)]
    }),
    ...faults.map((fault) => markupFault(fault, at)),
    ...pale.map((words) => wordsPale(words, at)),
    ...unread.map((one) => markupUnread(one, at)),
  ]
}

function isAllowed(feature: string, client: string): boolean {
  return allowedFeatures.some(
    (allowed) =>
      allowed.feature === feature &&
      (allowed.clients === undefined || allowed.clients.some((start) => client.startsWith(start))),
  )
}
