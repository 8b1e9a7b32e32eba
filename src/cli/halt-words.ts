import type { HaltReason } from '../delivery/ledger.ts'

interface HaltWords {
  /** What happened, after “halted:”. */
  what: string
  /** What to do; `ISSUE` stands for the name. */
  todo: string
}

const again = 'Run `npx wayforward send ISSUE` again; nobody gets it twice.'

/** Every reason an issue stops before its end, in a strategist's words. */
export const haltWords: Record<HaltReason, HaltWords> = {
  provider_unreachable: {
    what: 'the provider gives no answer',
    todo: `Look at status.resend.com and at your own connection. ${again}`,
  },
  provider_refused: {
    what: 'the provider refuses the account',
    todo: `Check at resend.com that the key in RESEND_API_KEY is still there and the sending domain is verified. ${again}`,
  },
  mails_refused: {
    what: 'the provider refused every e-mail it answered so far',
    todo: `The fault is more likely in what all share (the sender, its domain) than in an address: mend that at the provider. ${again} Where it is the address of the last few after all, \`npx wayforward cancel ISSUE\` gives them up.`,
  },
  quota_reached: {
    what: 'the quota at the provider is used up',
    todo: `It is renewed by the day or the month, or with a larger plan. ${again} After 20 hours it makes sure that this is the only ledger: with RESEND_READ_KEY by itself, without by asking you (--original).`,
  },
  held: {
    what: 'the fate of some deliveries is unknown',
    todo: 'They may or may not have gone out, so they are never sent again by themselves. Run `npx wayforward reconcile ISSUE`: it asks the provider, and tells what it could not find out.',
  },
  stopped: { what: 'stopped before the end', todo: again },
  paused: {
    what: 'paused',
    todo: '`npx wayforward resume ISSUE` goes on, `npx wayforward cancel ISSUE` gives up the rest.',
  },
  daily_cap: {
    what: 'as many as newsletter.yaml allows in 24 hours have gone out',
    todo: 'Run `npx wayforward send ISSUE` again after that time. As it is a day later, it makes sure that this is the only ledger: with RESEND_READ_KEY by itself, without by asking you (--original). To change the pace for the next issue, edit delivery.dailyCap.',
  },
  bounces: {
    what: 'too many addresses bounced',
    todo: 'Providers close accounts for this. Look at where these people came from, and take them off the list. `npx wayforward resume ISSUE` goes on all the same; `npx wayforward cancel ISSUE` gives up the rest.',
  },
  complaints: {
    what: 'too many readers marked it as spam',
    todo: 'Providers close accounts for this. Look at how these people came onto the list. `npx wayforward resume ISSUE` goes on all the same; `npx wayforward cancel ISSUE` gives up the rest.',
  },
  pages_failing: {
    what: 'something the mails link to does not work',
    todo: 'Make it answer at PUBLIC_URL (is `npx wayforward serve` running there?), then run `npx wayforward send ISSUE` again. Nobody was mailed yet.',
  },
  tracking: {
    what: 'the provider may track your readers',
    todo: 'At resend.com, under Domains, turn off open and click tracking. Set RESEND_READ_KEY so that this can be read, and run `npx wayforward send ISSUE` again. Without such a key: write the day you looked into newsletter.yaml (delivery: {trackingOff: 2026-11-22}), undo this freeze with `npx wayforward cancel ISSUE` (nobody was mailed), and send again.',
  },
  clock_skewed: {
    what: 'the clock of this computer is wrong',
    todo: `Set the clock (let the system do it by itself). ${again}`,
  },
  consent: {
    what: 'a story in it may no longer be told',
    todo: '`npx wayforward cancel ISSUE` gives up the rest; then take the story out and send a new issue. Where consent has only run out and the teller renews it (`npx wayforward stories renew`), `npx wayforward resume ISSUE` asks again and goes on.',
  },
  ledger_doubtful: {
    what: 'this ledger may be an old copy',
    todo: 'If another copy went on with this issue, readers would get it twice. `npx wayforward reconcile ISSUE` asks the provider; or, if you are sure that this is the newest ledger and the only one that sends, `npx wayforward resume ISSUE --original`.',
  },
}
