import { subjectEmpty } from '../problems.ts'
import type { Inspection } from './inspection.ts'

/** A mail without a subject looks like a fraud. */
export const inspectSubject: Inspection = ({ edition, subject, at }) =>
  subject.trim() === '' ? [subjectEmpty({ edition: edition.id }, at)] : []
