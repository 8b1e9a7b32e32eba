import { readFile, realpath, stat } from 'node:fs/promises'
import { basename, dirname, resolve } from 'node:path'
import type { Config } from '../../config.ts'
import { reasonOf } from '../../issue/file-reason.ts'
import { readNewsletter } from '../../issue/read-newsletter.ts'
import { openRepository } from '../../outside/git.ts'
import { Problem } from '../../problem/problem.ts'
import { hasErrors } from '../../problem/report.ts'
import { type ConsentForm, readConsentForm } from '../../stories/consent-form.ts'
import { localDay } from '../approval/local-day.ts'
import { consentFormTracked, consentFormUnreadable } from './problems.ts'

export interface FormRead {
  /** Absent when it has errors. */
  form?: ConsentForm
  /** Their lines may hold a name, so they are shown without them. */
  problems: Problem[]
  /** The day it is where the newsletter is made, and its timezone: UTC where nobody can say which it is. */
  today: string
  timezone: string
}

/**
 * Read a filled-in consent form from a file that git neither keeps nor would keep.
 *
 * @throws Problem consent_form_tracked, consent_form_unreadable, git_unreadable
 */
export async function readForm(config: Config, named: string, now: number): Promise<FormRead> {
  const path = resolve(config.root, named)
  let text: string
  try {
    await refuseTracked(await realpath(path), named)
    text = await readText(path, named)
  } catch (cause) {
    if (cause instanceof Problem) throw cause
    if (!(cause instanceof Error && 'code' in cause && typeof cause.code === 'string' && /^E[A-Z]+$/.test(cause.code)))
      throw cause
    throw consentFormUnreadable({ file: named, why: reasonOf(cause) }, { cause })
  }
  const { newsletter } = await readNewsletter(config.issuesFolder)
  const timezone = newsletter?.timezone ?? 'utc'
  const today = localDay(now, timezone)
  const known = { today, ...(newsletter && { languages: newsletter.languages }) }
  const { form, problems } = readConsentForm(text, named, known)
  return { problems, today, timezone, ...(form && !hasErrors(problems) && { form }) }
}

/** Far more than anybody fills in. */
const bytesMost = 1_000_000

/** @throws Problem consent_form_unreadable; and what the disk throws */
async function readText(path: string, named: string): Promise<string> {
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
