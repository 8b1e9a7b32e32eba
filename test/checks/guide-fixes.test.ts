import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { judgedOf } from '../../src/checks/judged.ts'
import { applyEdits } from '../../src/document/translation/text-edits.ts'
import { fixFinding } from '../../src/guide/fix-finding.ts'
import { makeContext } from './check-source.ts'

/** The body with everything fixed that fixes itself. */
function fix(body: string): string {
  const [judged] = judgedOf(makeContext(body))
  if (!judged) throw new Error('no document')
  const edits = judged.findings.flatMap((finding) => fixFinding(finding, judged.text.source)?.edits ?? [])
  return applyEdits(judged.text.source, edits).split('---\n').slice(2).join('---\n')
}

describe('words that fix themselves', () => {
  it.each([
    [
      'agree in number',
      'One felon, two felons.',
      'One person with a felony conviction, two people with felony convictions.',
    ],
    [
      'begin a sentence with a capital',
      'Felons came. “Felons left.”',
      'People with felony convictions came. “Felons left.”',
    ],
    [
      'make the article agree',
      'An illegal alien came as a felon.',
      'An undocumented immigrant came as a person with a felony conviction.',
    ],
    [
      'change the article',
      '*An* illegal\nalien is a illegal alien.',
      '*An* undocumented immigrant is an undocumented immigrant.',
    ],
    [
      'keep what stands round them',
      'A **felon** came, a\\* “felon”;',
      'A **person with a felony conviction** came, a\\* “felon”;',
    ],
  ])('%s', (_, before, after) => {
    expect(fix(before)).toBe(after)
  })

  it.each([
    ['mark-up runs through the words', 'An *illegal* alien came.'],
    ['a quotation’s marks stand between them', '> An illegal\n> alien came.'],
    ['somebody else said it', '> A felon came.\n>\n> — A senator'],
    ['nobody knows who said it', '> A felon came.'],
    ['a storyteller said it', ':::story{#t speaker="s-12"}\nA felon came.\n:::'],
    ['it is waived', '<!-- waive felon because="Hers" by="Ana Reyes" until="2024-12-31" -->\nA felon came.'],
    ['capitals say that it is a name', 'The Felon and FELONS came.'],
    ['other words are joined to them', 'A felon’s child, the felons’ children, felon-friendly, an ex-felon.'],
    ['there are several ways to say it', 'An alien came.'],
    ['the entry leaves it to a person', 'The detention center.'],
  ])('stay as they are where %s', (_, body) => {
    expect(fix(body)).toBe(body)
  })

  it('are fixed once: a second time changes nothing', () => {
    const words = fc.constantFrom(
      'felon',
      'Felons',
      'an illegal alien',
      'a',
      'An',
      'the',
      '*',
      '>',
      '\n',
      '\n\n',
      '.',
      ',',
      '“',
      '”',
      'ICE',
    )
    fc.assert(
      fc.property(fc.array(words, { maxLength: 12 }), (parts) => {
        const once = fix(parts.join(' '))
        expect(fix(once)).toBe(once)
      }),
      { numRuns: 60 },
    )
  })
})
