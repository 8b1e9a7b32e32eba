import { describe, expect, it } from 'vitest'
import { judgeBounces } from '../../src/newsletter/doctor/bounces.ts'
import { askDmarc } from '../../src/newsletter/doctor/dmarc.ts'
import { expectRecords } from '../../src/newsletter/doctor/expected-records.ts'
import { judgeDkim } from '../../src/newsletter/doctor/judge-dkim.ts'
import { judgeDmarc } from '../../src/newsletter/doctor/judge-dmarc.ts'
import { judgeSpf } from '../../src/newsletter/doctor/judge-spf.ts'
import { wholeName } from '../../src/provider/resend/read-domain.ts'
import { details, dkimValue, dnsOf, offlineDns, publicKeyOf } from './world.ts'

const wanted = 'v=spf1 include:amazonses.com ~all'

describe('SPF (RFC 7208)', () => {
  it.each<[string, string[], string, RegExp]>([
    ['the record Resend asks for', [wanted], 'ok', /allows/],
    [
      'in capitals, among other records',
      ['google-site-verification=x', 'V=SPF1 include:AmazonSES.com -all'],
      'ok',
      /allows/,
    ],
    ['with another sender beside', ['v=spf1 include:_spf.example.com include:amazonses.com ~all'], 'ok', /allows/],
    ['none', [], 'fail', /no SPF record/],
    ['none, but something that begins alike', ['v=spf10 include:amazonses.com'], 'fail', /nearly SPF/],
    ['a slip in its first word', ['"v=spf1 include:amazonses.com ~all'], 'fail', /nearly SPF/],
    ['two, even of the same words', [wanted, wanted], 'fail', /2 SPF records.*RFC 7208/],
    ['one of somebody else', ['v=spf1 include:_spf.example.com ~all'], 'fail', /include:amazonses.com is missing/],
    ['one that refuses Resend', ['v=spf1 -include:amazonses.com ~all'], 'fail', /missing/],
    ['one that lets anybody', ['v=spf1 include:amazonses.com +all'], 'fail', /anybody/],
    ['an unknown mechanism', ['v=spf1 includes:amazonses.com ~all'], 'fail', /cannot be read at “includes:/],
    [
      'more than ten lookups',
      [`v=spf1 ${'a:x.example.com '.repeat(10)}include:amazonses.com ~all`],
      'fail',
      /11 further lookups/,
    ],
    ['a redirect beside', ['v=spf1 include:amazonses.com redirect=_spf.example.com'], 'warn', /redirect/],
  ])('%s', (_, texts, state, said) => {
    const finding = judgeSpf('send.example.net', texts, wanted)
    expect(finding).toMatchObject({ state, said: expect.stringMatching(said) })
    expect(finding.fix === null).toBe(state === 'ok')
  })
})

describe('DKIM (RFC 6376)', () => {
  const key = publicKeyOf(1024)
  it.each<[string, string[], string | undefined, string, RegExp]>([
    ['the very key of Resend', [dkimValue], dkimValue, 'ok', /the one of Resend/],
    [
      'the same with version, kind and a break in it',
      [`v=DKIM1; k=rsa; ${dkimValue.slice(0, 60)} ${dkimValue.slice(60)};`],
      dkimValue,
      'ok',
      /the one of/,
    ],
    ['a key, and nobody to compare it with', [`p=${key}`], undefined, 'ok', /1024 bits/],
    ['none', [], dkimValue, 'fail', /no key/],
    ['two', [dkimValue, `p=${key}`], dkimValue, 'fail', /2 records/],
    ['another key', [`p=${key}`], dkimValue, 'fail', /not the one of Resend/],
    ['a key that was cut off where it was pasted', [dkimValue.slice(0, 100)], dkimValue, 'fail', /cut off/],
    ['half a key, and nobody to compare it with', [`p=${key.slice(0, 100)}`], undefined, 'fail', /cannot be read/],
    ['a key too short', [`p=${publicKeyOf(512)}`], undefined, 'fail', /512 bits/],
    ['a key withdrawn', ['v=DKIM1; p='], dkimValue, 'fail', /withdraws/],
    ['no p=', ['v=DKIM1; k=rsa'], dkimValue, 'fail', /no DKIM key/],
    ['the version not first', [`${dkimValue}; v=DKIM1`], dkimValue, 'fail', /malformed/],
    ['a test', [`t=y; ${dkimValue}`], dkimValue, 'warn', /test/],
  ])('%s', (_, texts, expected, state, said) => {
    expect(judgeDkim('resend._domainkey.example.net', texts, expected)).toMatchObject({
      state,
      said: expect.stringMatching(said),
    })
  })
})

describe('DMARC (RFC 7489)', () => {
  it.each<[string, string[], string, RegExp]>([
    ['p=none', ['v=DMARC1; p=none'], 'ok', /enough to begin with/],
    ['p=quarantine', ['v=DMARC1;p=quarantine;pct=50'], 'ok', /goes to spam/],
    ['p=reject, in capitals', ['v=DMARC1; P=REJECT'], 'ok', /refused/],
    ['none', [], 'fail', /no policy/],
    ['two', ['v=DMARC1; p=none', 'v=DMARC1; p=reject'], 'fail', /2 policies.*take none/],
    ['a policy with a typing mistake', ['v=DMARC1; p=quarantaine'], 'fail', /has to be none, quarantine or reject/],
    ['no policy in it', ['v=DMARC1; rua=mailto:reports@example.net'], 'fail', /does not say what to do/],
    ['the version in another case', ['v=dmarc1; p=none'], 'fail', /nearly a policy/],
    ['the version not first', ['p=none; v=DMARC1'], 'fail', /nearly a policy/],
    ['commas', ['v=DMARC1; p=none, rua=mailto:reports@example.net'], 'fail', /has to be none/],
    ['half a tag', ['v=DMARC1; p=none; rua'], 'fail', /malformed/],
    ['a percentage that is none', ['v=DMARC1; p=none; pct=200'], 'warn', /pct=/],
  ])('%s', (_, texts, state, said) => {
    const finding = judgeDmarc('example.net', [{ domain: 'example.net', texts }])
    expect(finding).toMatchObject({ state, said: expect.stringMatching(said) })
    // Policies name mailboxes.
    expect(`${finding.said} ${finding.fix}`).not.toContain('@')
  })

  it('is taken from the domain above where the own has none, by what that says of those below it', async () => {
    const dns = dnsOf({ 'TXT _dmarc.example.net': ['v=DMARC1; p=reject; sp=none'] })
    const asked = await askDmarc('news.example.net', dns)
    if ('why' in asked) throw new Error(asked.why)
    expect(asked.at.map(({ domain }) => domain)).toEqual(['news.example.net', 'example.net'])
    expect(judgeDmarc('news.example.net', asked.at)).toMatchObject({
      state: 'ok',
      said: expect.stringMatching(/^By _dmarc\.example\.net: p=none/),
    })
    expect(judgeDmarc('example.net', asked.at.slice(1)).said).toMatch(/^p=reject/)
    expect(await askDmarc('news.example.net', offlineDns)).toHaveProperty('why')
  })
})

describe('bounces', () => {
  const mx = { name: 'send.example.net', value: 'feedback-smtp.eu-west-1.amazonses.com', priority: 10 }
  const resend = { exchange: 'Feedback-SMTP.eu-west-1.amazonses.com', priority: 10 }
  it.each([
    ['reach Resend', [resend], 'ok'],
    ['go nowhere', [], 'fail'],
    ['go elsewhere', [{ exchange: 'mail.example.net', priority: 5 }], 'fail'],
    ['go to another region', [{ ...resend, exchange: 'feedback-smtp.us-east-1.amazonses.com' }], 'fail'],
    ['may go elsewhere', [resend, { exchange: 'mail.example.net', priority: 5 }], 'warn'],
  ])('%s', (_, found, state) => {
    expect(judgeBounces(found, mx).state).toBe(state)
  })

  it('to any region will do where nobody could ask which', () => {
    expect(judgeBounces([resend], { name: mx.name }).state).toBe('ok')
  })
})

describe('where the records stand', () => {
  it.each([
    ['send', 'example.net', 'send.example.net'],
    ['send', 'news.example.net', 'send.news.example.net'],
    ['send.news', 'news.example.net', 'send.news.example.net'],
    ['resend._domainkey.news', 'news.example.net', 'resend._domainkey.news.example.net'],
    ['send.a.b', 'a.b.example.net', 'send.a.b.example.net'],
    ['send.example.net', 'example.net', 'send.example.net'],
    ['Send.Example.net.', 'example.net', 'send.example.net'],
    ['@', 'example.net', 'example.net'],
    ['news', 'news.example.net', 'news.news.example.net'],
  ])('%s of %s is %s', (given, domain, whole) => {
    expect(wholeName(given, domain)).toBe(whole)
  })

  it('is said by Resend, and by its custom where it cannot be asked', () => {
    const record = { ttl: 'Auto', status: 'verified' }
    const told = details({
      records: [
        {
          purpose: 'Receiving',
          type: 'MX',
          name: 'news.example.net',
          value: 'inbound.example',
          priority: 9,
          ...record,
        },
        {
          purpose: 'SPF',
          type: 'MX',
          name: 'out.news.example.net',
          value: 'Feedback.example.',
          priority: 20,
          ...record,
        },
        { purpose: 'SPF', type: 'TXT', name: 'out.news.example.net', value: 'v=spf1 include:x.example', ...record },
        { purpose: 'DKIM', type: 'CNAME', name: 'r1._domainkey.news.example.net', value: 'r1.example', ...record },
      ],
    })
    expect(expectRecords('news.example.net', told)).toEqual({
      spf: { name: 'out.news.example.net', value: 'v=spf1 include:x.example' },
      mx: { name: 'out.news.example.net', value: 'feedback.example', priority: 20 },
      dkim: { name: 'r1._domainkey.news.example.net', value: 'r1.example', isAlias: true },
    })
    expect(expectRecords('news.example.net', undefined)).toEqual({
      spf: { name: 'send.news.example.net', value: wanted },
      mx: { name: 'send.news.example.net' },
      dkim: { name: 'resend._domainkey.news.example.net', isAlias: false },
    })
  })
})
