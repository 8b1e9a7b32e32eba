import { describe, expect, it } from 'vitest'
import { guideWords } from '../../src/checks/guide-words.ts'
import { judgedOf } from '../../src/checks/judged.ts'
import { waiverParity } from '../../src/checks/waiver-parity.ts'
import { waivers } from '../../src/checks/waivers.ts'
import { scanFences } from '../../src/document/scan-fences.ts'
import { readWaiverComment } from '../../src/guide/waiver-comment.ts'
import { makeContext, runCheck } from './check-source.ts'

const waive = '<!-- waive felon because="Her own word" by="Ana Reyes" until="2024-12-31" -->'

/** The words that are still reported, and what is said of the waivers. */
function read(body: string, front?: string): { reported: string[]; waivers: string[] } {
  const context = makeContext(body, front)
  return {
    reported: runCheck(guideWords, context).map(({ reason }) => /“(.+?)”/.exec(reason)?.[1] ?? ''),
    waivers: runCheck(waivers, context).map(({ code }) => code),
  }
}

describe('a waiver in a comment holds for what stands below it, and for nothing else', () => {
  it.each([
    ['a paragraph', `${waive}\nA felon came.\n\nA felon left.`, ['felon']],
    ['a paragraph behind a blank line', `${waive}\n\nA felon came.\n\nA felon left.`, ['felon']],
    [
      'a heading that its block took out of the body',
      `:::story{#s speaker="org:ilrc"}\n${waive}\n## Felon, a book\n\nA felon left.\n:::`,
      ['felon'],
    ],
    ['all of a list', `${waive}\n- A felon came.\n- A felon left.\n\nFelons.`, ['Felons']],
    ['one item of a list, from inside it', `- A felon came.\n- ${waive}\n  A felon left.`, ['felon']],
    ['all of a table', `${waive}\n| Who | What |\n|---|---|\n| felon | felon |\n\nA felon left.`, ['felon']],
    ['a quotation set apart', `${waive}\n> A felon came.\n>\n> A felon left.`, []],
    ['one paragraph of a quotation', `> ${waive}\n> A felon came.\n>\n> A felon left.`, ['felon']],
    ['the words in a picture', `${waive}\n![A felon reads](images/a.png)\n\nA felon left.`, ['felon']],
    [
      'words below several waivers',
      `<!-- waive alien because="The law" by="Ana Reyes" until="2024-12-31" -->\n${waive}\nA felon, an alien.`,
      [],
    ],
  ])('%s', (_, body, reported) => {
    expect(read(body)).toEqual({ reported, waivers: [] })
  })

  it('may stand on several lines', () => {
    expect(read(`${waive.replace(' by', '\n  by')}\nA felon came.`)).toEqual({ reported: [], waivers: [] })
  })

  it('holds on the issue’s very day, and no longer', () => {
    expect(read(`${waive.replace('2024-12-31', '2024-04-02')}\nA felon came.`)).toEqual({ reported: [], waivers: [] })
    expect(read(`${waive.replace('2024-12-31', '2024-04-01')}\nA felon came.`)).toEqual({
      reported: ['felon'],
      waivers: ['waiver_expired'],
    })
  })

  it('is none in code', () => {
    expect(read(`\`${waive}\`\n\nA felon came.`)).toEqual({ reported: ['felon'], waivers: [] })
    expect(read(`\`\`\`\n${waive}\n\`\`\`\n\nA felon came.`)).toEqual({ reported: ['felon'], waivers: [] })
  })

  it('has to have its line to itself', () => {
    expect(read(`A felon came. ${waive}\n\nA felon left.`)).toEqual({
      reported: ['felon', 'felon'],
      waivers: ['waiver_broken'],
    })
  })
})

describe('a waiver in the front matter', () => {
  const front = 'waivers:\n  - {entry: felon, because: Her own word, by: Ana Reyes, until: 2024-12-31}'

  it('holds for the whole file', () => {
    expect(read('A felon came.\n\n- A felon left.', front)).toEqual({ reported: [], waivers: [] })
  })

  it('is unused where nearer ones do all the work', () => {
    expect(read(`${waive}\nA felon came.`, front)).toEqual({ reported: [], waivers: ['waiver_unused'] })
  })
})

describe('what was waived', () => {
  it('is still known, with whose word holds it', () => {
    const [judged] = judgedOf(makeContext(`${waive}\nA felon came.`))
    expect(judged?.findings).toMatchObject([
      { silence: 'waiver', words: 'felon', waiver: { by: 'Ana Reyes', because: 'Her own word' } },
    ])
  })

  it('was not waived where its context speaks for it already', () => {
    const [problem] = runCheck(waivers, makeContext(`${waive}\n> A felon.\n>\n> — A senator, on the radio`))
    expect(problem?.code).toBe('waiver_unused')
    expect(problem?.reason).toContain('speaks for them')
  })

  it('is of an entry that this language has', () => {
    const [problem] = runCheck(waivers, makeContext(`${waive.replace('felon', 'es-convicto')}\nA friend.`))
    expect(problem?.reason).toContain('an entry for es')
  })
})

describe('a waiver that was written nearly right', () => {
  const whole = '<!-- waive felon because="Her own word" by="Ana Reyes" until="2024-12-31" -->'

  it.each([
    ['curly quotes', whole.replaceAll(/"([^"]*)"/g, '“$1”')],
    ['a capital letter', whole.replace('waive', 'Waive')],
    ['a slip in the first word', whole.replace('waive', 'waiver')],
    ['a slip in a name', whole.replace('because', 'becuase')],
    ['another form of the day', whole.replace('2024-12-31', '12/31/2024')],
    ['no quotes', whole.replace('"2024-12-31"', '2024-12-31')],
  ])('%s: is told how to write it', (_, comment) => {
    const read = readWaiverComment(comment, '2024-04-02')
    expect(read?.waiver).toBeUndefined()
    expect(read?.corrected).toBe(whole)
  })

  it('may have a colon, and single quotes', () => {
    expect(readWaiverComment(whole.replace('waive', 'waive:'), '2024-04-02')?.faults).toEqual([])
    expect(readWaiverComment(whole.replaceAll('"', "'"), '2024-04-02')?.faults).toEqual([])
  })

  it.each([
    ['no entry', '<!-- waive because="Her own word" by="Ana Reyes" until="2024-12-31" -->'],
    ['no reason', '<!-- waive felon by="Ana Reyes" until="2024-12-31" -->'],
    ['an empty reason', '<!-- waive felon because="" by="Ana Reyes" until="2024-12-31" -->'],
    ['nobody', '<!-- waive felon because="Her own word" until="2024-12-31" -->'],
    ['no end', '<!-- waive felon because="Her own word" by="Ana Reyes" -->'],
    ['a day that does not exist', '<!-- waive felon because="Her own word" by="Ana Reyes" until="2024-02-30" -->'],
    ['a reason twice', '<!-- waive felon because="Hers" because="His" by="Ana Reyes" until="2024-12-31" -->'],
    ['two entries', '<!-- waive felon inmate because="Her own word" by="Ana Reyes" until="2024-12-31" -->'],
  ])('%s: holds for nothing, and shows one that is whole', (_, comment) => {
    const read = readWaiverComment(comment, '2024-04-02')
    expect(read?.waiver).toBeUndefined()
    expect(read?.faults).toHaveLength(1)
    expect(readWaiverComment(read?.corrected ?? '', '2024-04-02')?.faults).toEqual([])
  })

  it.each([
    '<!-- ask Ana about this -->',
    '<!-- We waived nothing here -->',
    '<!-- -->',
    '<!-- waiver of the fee? -->',
  ])('%s is a note to other writers', (comment) => {
    expect(readWaiverComment(comment, '2024-04-02')).toBeUndefined()
  })

  it('keeps quotes in its reason', () => {
    const comment = `<!-- waive felon because='She says "felon" herself' by="Ana Reyes" until="2024-12-31" -->`
    expect(readWaiverComment(comment, '2024-04-02')?.waiver?.because).toBe('She says "felon" herself')
  })

  it('is shown a comment where it was written as a block', () => {
    const { openings } = scanFences(':::waive{#felon}\nA felon came.\n:::', 'en.md')
    const hints = openings.flatMap(({ faults }) => faults.map(({ make }) => make('').hint))
    expect(hints.join()).toContain('<!-- waive felon because="')
  })
})

describe('a waiver that is no comment', () => {
  const inside = 'waive alien because="The law" by="Ana Reyes" until="2024-12-31"'

  it.each([`<!— ${inside} —>`, `<!- ${inside} ->`, `<-- ${inside} -->`])('%s: is not mailed unseen', (written) => {
    const context = makeContext(`${written}\nWe are an alien.`)
    const [problem] = runCheck(waivers, context)
    expect(problem?.code).toBe('waiver_broken')
    expect(problem?.reason).toContain('would be mailed')
    expect(problem?.hint).toContain(`<!-- ${inside} -->`)
  })

  it('is looked for neither in code nor in a good comment', () => {
    expect(runCheck(waivers, makeContext(`\`<!- ${inside} ->\``))).toEqual([])
    expect(runCheck(waivers, makeContext(`<!-- ${inside} -->\nWe are an alien.`))).toEqual([])
  })
})

describe('one decision for all languages', () => {
  const story = (words: string) => `\n\n:::story{#s speaker="org:ilrc"}\n${words}\n:::`
  const uneven = (spanish: string) =>
    runCheck(waiverParity, makeContext(`${waive}\nA felon came.${story('Hello.')}`, '', ['', spanish])).map(
      ({ code }) => code,
    )

  it('is asked for where both languages use such words in one block, not anywhere', () => {
    expect(uneven(`Un convicto.${story('Hola.')}`)).toEqual(['waivers_uneven'])
    expect(uneven(`Hola.${story('Un convicto.')}`)).toEqual([])
  })
})
