import { readFile, realpath, stat } from 'node:fs/promises'
import { basename, dirname, resolve } from 'node:path'
import type { Config } from '../../config.ts'
import { reasonOf } from '../../issue/file-reason.ts'
import { dayOf } from '../../issue/local-time.ts'
import { readNewsletter } from '../../issue/read-newsletter.ts'
import { openRepository } from '../../outside/git.ts'
import { Problem } from '../../problem/problem.ts'
import { hasErrors } from '../../problem/report.ts'
import { makeRecord, readConsentForm } from '../../stories/consent-form.ts'
import { openList } from '../workspace.ts'
import { consentFormTracked, consentFormUnreadable } from './problems.ts'

export type AddStoryResult =
  /** The form has errors; nothing was kept. Their lines may hold a name, so they are shown without them. */
  { kind: 'unready'; problems: Problem[] } | { kind: 'added'; id: string; expires: string; problems: Problem[] }

/**
 * Take a filled-in consent form into the list. The words to keep out are kept as keyed hashes only.
 *
 * @throws Problem consent_form_tracked, consent_form_unreadable, git_unreadable, and those of the list
 */
export async function addStory(
  config: Config,
  named: string,
  { warn, now }: { warn: (message: string) => void; now: number },
): Promise<AddStoryResult> {
  const path = resolve(config.root, named)
  let text: string
  try {
    await refuseTracked(await realpath(path), named)
    text = await readForm(path, named)
  } catch (cause) {
    if (cause instanceof Problem) throw cause
    if (!(cause instanceof Error && 'code' in cause && typeof cause.code === 'string' && /^E[A-Z]+$/.test(cause.code)))
      throw cause
    throw consentFormUnreadable({ file: named, why: reasonOf(cause) }, { cause })
  }
  const { form, problems } = readConsentForm(text, named, await readKnown(config, now))
  if (!form || hasErrors(problems)) return { kind: 'unready', problems }
  const list = await openList(config, warn)
  try {
    const id = await list.stories.nextId()
    const record = makeRecord(form, id, now, (words) => list.vault.wordHash(words).toString('hex'))
    await list.stories.save(record, now)
    return { kind: 'added', id, expires: record.expires, problems }
  } finally {
    await list.close()
  }
}

/** What a form is held against: the day it is where the newsletter is made, and its languages. */
async function readKnown({ issuesFolder }: Config, now: number): Promise<{ today: string; languages?: string[] }> {
  const { newsletter } = await readNewsletter(issuesFolder)
  const languages = newsletter && { languages: newsletter.languages }
  return { today: dayOf(now, newsletter?.timezone ?? 'utc'), ...languages }
}

/** Far more than anybody fills in. */
const bytesMost = 1_000_000

/** @throws Problem consent_form_unreadable; and what the disk throws */
async function readForm(path: string, named: string): Promise<string> {
  const found = await stat(path)
  // A pipe may never end.
  if (!found.isFile()) throw consentFormUnreadable({ file: named, why: 'it is not a file' })
  if (found.size > bytesMost) throw consentFormUnreadable({ file: named, why: 'it is far too long for a form' })
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(await readFile(path))
  } catch (cause) {
    if (cause instanceof TypeError)
      throw consentFormUnreadable({ file: named, why: 'it is not text in UTF-8' }, { cause })
    throw cause
  }
}

/** A form that git keeps, or would keep, is not even read: what is in it must not get used to lying there. */
async function refuseTracked(path: string, named: string): Promise<void> {
  const repository = await openRepository(dirname(path))
  if (await repository?.wouldKeep(basename(path))) throw consentFormTracked({ file: named })
}
