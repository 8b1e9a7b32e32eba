import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from '../config.ts'
import { folderUnreadable, newsletterNotHere } from './problems.ts'

/**
 * Stop where there is no newsletter, before anything is read or made.
 *
 * @throws Problem newsletter_not_here, folder_unreadable
 */
export function requireNewsletter({ root, issuesFolder, templatesFolder }: Config): void {
  for (const folder of [issuesFolder, templatesFolder]) {
    try {
      readdirSync(folder)
    } catch (cause) {
      const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown'
      if (code === 'ENOENT' || code === 'ENOTDIR') throw newsletterNotHere({ folder: root }, { cause })
      throw folderUnreadable({ folder, code }, { cause })
    }
  }
  // Folders of these two names stand in many projects.
  const ours = [join(issuesFolder, 'newsletter.yaml'), join(templatesFolder, 'brand.yaml')]
  if (!ours.some((file) => existsSync(file))) throw newsletterNotHere({ folder: root })
}
