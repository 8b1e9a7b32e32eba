import { alertExpiry } from './alert-expiry.ts'
import { blockCounterpart } from './block-counterpart.ts'
import { blockOrder } from './block-order.ts'
import type { Check } from './check.ts'
import { dateFolder } from './date-folder.ts'
import { datesEqual } from './dates-equal.ts'
import { emptyBlock } from './empty-block.ts'
import { headingOrder } from './heading-order.ts'
import { imageAlt } from './image-alt.ts'
import { imageFile } from './image-file.ts'
import { kindKeys } from './kind-keys.ts'
import { linkScheme } from './link-scheme.ts'
import { linkText } from './link-text.ts'
import { linksCounterpart } from './links-counterpart.ts'
import { memberKnown } from './member-known.ts'
import { missingLanguage } from './missing-language.ts'
import { placeholder } from './placeholder.ts'
import { preheaderLength } from './preheader-length.ts'
import { segmentKnown } from './segment-known.ts'
import { subjectLength } from './subject-length.ts'
import { timeSkipped } from './time-skipped.ts'
import { translationReviewed } from './translation-reviewed.ts'
import { translationStale } from './translation-stale.ts'
import { writtenMarkup } from './written-markup.ts'

/** Every check that runs on an issue, by the name of its file. */
export const checks: Record<string, Check> = {
  'alert-expiry': alertExpiry,
  'block-counterpart': blockCounterpart,
  'block-order': blockOrder,
  'date-folder': dateFolder,
  'dates-equal': datesEqual,
  'empty-block': emptyBlock,
  'heading-order': headingOrder,
  'image-alt': imageAlt,
  'image-file': imageFile,
  'kind-keys': kindKeys,
  'link-scheme': linkScheme,
  'link-text': linkText,
  'links-counterpart': linksCounterpart,
  'member-known': memberKnown,
  'missing-language': missingLanguage,
  placeholder,
  'preheader-length': preheaderLength,
  'segment-known': segmentKnown,
  'subject-length': subjectLength,
  'time-skipped': timeSkipped,
  'translation-reviewed': translationReviewed,
  'translation-stale': translationStale,
  'written-markup': writtenMarkup,
}
