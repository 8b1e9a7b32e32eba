import { actorsNamed } from './actors-named.ts'
import { alertExpiry } from './alert-expiry.ts'
import { blockCounterpart } from './block-counterpart.ts'
import { blockOrder } from './block-order.ts'
import type { Check } from './check.ts'
import { consent } from './consent.ts'
import { consentDetails } from './consent-details.ts'
import { consentElsewhere } from './consent-elsewhere.ts'
import { consentNames } from './consent-names.ts'
import { consentPhoto } from './consent-photo.ts'
import { consentSpeaker } from './consent-speaker.ts'
import { dateFolder } from './date-folder.ts'
import { datesEqual } from './dates-equal.ts'
import { emptyBlock } from './empty-block.ts'
import { frame } from './frame.ts'
import { frameParity } from './frame-parity.ts'
import { guideWords } from './guide-words.ts'
import { headingOrder } from './heading-order.ts'
import { imageAlt } from './image-alt.ts'
import { imageFile } from './image-file.ts'
import { imageLocation } from './image-location.ts'
import { kindKeys } from './kind-keys.ts'
import { linkScheme } from './link-scheme.ts'
import { linkText } from './link-text.ts'
import { linksCounterpart } from './links-counterpart.ts'
import { memberKnown } from './member-known.ts'
import { missingLanguage } from './missing-language.ts'
import { mythFirst } from './myth-first.ts'
import { placeholder } from './placeholder.ts'
import { preheaderLength } from './preheader-length.ts'
import { readingLevel } from './reading-level.ts'
import { segmentKnown } from './segment-known.ts'
import { spamTriggers } from './spam-triggers.ts'
import { subjectLength } from './subject-length.ts'
import { timeSkipped } from './time-skipped.ts'
import { translationReviewed } from './translation-reviewed.ts'
import { translationStale } from './translation-stale.ts'
import { waiverParity } from './waiver-parity.ts'
import { waivers } from './waivers.ts'
import { writtenMarkup } from './written-markup.ts'

/** Every check that runs on an issue, by the name of its file. */
export const checks: Record<string, Check> = {
  'actors-named': actorsNamed,
  'alert-expiry': alertExpiry,
  'block-counterpart': blockCounterpart,
  'block-order': blockOrder,
  consent,
  'consent-details': consentDetails,
  'consent-elsewhere': consentElsewhere,
  'consent-names': consentNames,
  'consent-photo': consentPhoto,
  'consent-speaker': consentSpeaker,
  'date-folder': dateFolder,
  'dates-equal': datesEqual,
  'empty-block': emptyBlock,
  frame,
  'frame-parity': frameParity,
  'guide-words': guideWords,
  'heading-order': headingOrder,
  'image-alt': imageAlt,
  'image-file': imageFile,
  'image-location': imageLocation,
  'kind-keys': kindKeys,
  'link-scheme': linkScheme,
  'link-text': linkText,
  'links-counterpart': linksCounterpart,
  'member-known': memberKnown,
  'missing-language': missingLanguage,
  'myth-first': mythFirst,
  placeholder,
  'preheader-length': preheaderLength,
  'reading-level': readingLevel,
  'segment-known': segmentKnown,
  'spam-triggers': spamTriggers,
  'subject-length': subjectLength,
  'time-skipped': timeSkipped,
  'translation-reviewed': translationReviewed,
  'translation-stale': translationStale,
  'waiver-parity': waiverParity,
  waivers,
  'written-markup': writtenMarkup,
}
