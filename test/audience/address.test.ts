import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { maskAddress, normaliseAddress } from '../../src/audience/address.ts'

describe('the normal form of an address', () => {
  test.each([
    ['  Reader@Example.ORG\t', 'reader@example.org'],
    ['reader@bücher.example', 'reader@xn--bcher-kva.example'],
    ['reader@bu\u0308cher.example', 'reader@xn--bcher-kva.example'],
    ['reader@XN--BCHER-KVA.example', 'reader@xn--bcher-kva.example'],
    ['o’neal@example.org'.replace('’', "'"), "o'neal@example.org"],
    ['reader@mail.sub-domain.example.org', 'reader@mail.sub-domain.example.org'],
  ])('of “%s” is “%s”', (written, normal) => {
    expect(normaliseAddress(written)).toBe(normal)
  })

  test('leaves dots and plus signs alone: whether they matter is the receiver’s business', () => {
    expect(normaliseAddress('first.last+news@example.org')).toBe('first.last+news@example.org')
    expect(normaliseAddress('firstlast@example.org')).not.toBe(normaliseAddress('first.last@example.org'))
  })

  test.each([
    ['', 'empty'],
    ['reader', 'no @'],
    ['@example.org', 'nothing before it'],
    ['reader@', 'nothing after it'],
    ['reader@localhost', 'a name without a dot'],
    ['one@two@example.org', 'two @'],
    ['re ader@example.org', 'a blank'],
    ['.reader@example.org', 'a dot in front'],
    ['read..er@example.org', 'two dots'],
    ['"reader"@example.org', 'quotes'],
    ['nguyễn@example.org', 'letters a provider refuses'],
    ['reader@example..org', 'an empty label'],
    ['reader@-example.org', 'a hyphen in front'],
    ['reader@example.org.', 'a dot at the end'],
    ['reader@[192.0.2.1]', 'a bare number'],
    ['reader@192.0.2.1', 'a number for a domain'],
    ['reader@example.org:25', 'a port'],
    ['reader@exa%6dple.org', 'an escape'],
    ['Reader <reader@example.org>', 'a name'],
    ['reader@example.org\nbcc: other@example.org', 'a second line'],
    [`${'x'.repeat(65)}@example.org`, 'too long before the @'],
    [`reader@${'x'.repeat(60)}.${'x'.repeat(60)}.${'x'.repeat(60)}.${'x'.repeat(60)}.example`, 'too long'],
  ])('“%s” has none (%s)', (written) => {
    expect(normaliseAddress(written)).toBeUndefined()
  })

  test('is its own normal form, whatever was written', () => {
    const anything = fc.oneof(
      fc.emailAddress(),
      fc.tuple(fc.string({ unit: 'grapheme' }), fc.domain()).map((p) => p.join('@')),
    )
    fc.assert(
      fc.property(anything, (written) => {
        const normal = normaliseAddress(written)
        return normal === undefined || normaliseAddress(normal) === normal
      }),
    )
  })
})

test('a masked address can be recognised by who knows it, and written to by nobody', () => {
  expect(maskAddress('amara@example.org')).toBe('a…@e….org')
})
