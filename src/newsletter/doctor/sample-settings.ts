import { isRehearsal } from '../origin.ts'
import { findSampleSettings } from '../real-settings.ts'
import { isSampleWorkspace } from '../sample.ts'
import { defineNewsletterCheck } from './check.ts'
import { fail, ok, warn } from './line.ts'

const subject = 'your own settings'

/** Nothing of the sample is left that no real mail may carry. */
export const sampleSettings = defineNewsletterCheck('sample', (newsletter, { brand, config }) => {
  const mails = newsletter.provider === 'resend'
  if (mails && isSampleWorkspace(config)) {
    return fail(
      subject,
      'This folder holds the sample list, which is only ever delivered to the outbox.',
      'Leave WAYFORWARD_DATA pointing elsewhere than .wayforward/demo.',
    )
  }
  const { sender, postalAddress } = findSampleSettings({ newsletter, brand })
  const left = [sender && 'the sender (newsletter.yaml)', postalAddress && 'the postal address (brand.yaml)']
  const names = left.filter((name) => typeof name === 'string').join(' and ')
  if (names === '') return ok(subject, 'Sender and postal address are your own.')
  const say = mails && !isRehearsal(config) ? fail : warn
  return say(
    subject,
    `Still those of the sample: ${names}. Real people are not mailed with it.`,
    'Run `npx wayforward init`.',
  )
})
