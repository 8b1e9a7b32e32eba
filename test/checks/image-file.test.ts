import { describe, expect, it } from 'vitest'
import { imageFile } from '../../src/checks/image-file.ts'
import { parseIssue } from '../../src/document/parse-issue.ts'
import { emptyGuide } from '../../src/guide/guide.ts'
import { readFrontMatter } from '../../src/issue/front-matter.ts'
import type { Issue } from '../../src/issue/issue.ts'
import type { Problem } from '../../src/problem/problem.ts'
import { newsletter } from '../edition/sample.ts'

const front = `---
title: Home
subject: Three things to do this month
preheader: What helps, and two calls
date: 2024-10-15
kind: monthly
template: monthly
---`

/** All that parsing and this check say of an issue whose images/ has off.png, my pic.png and harbour.jpg. */
function findProblems(markdown: string): Problem[] {
  const file = 'issues/2024-10-sample/en.md'
  const source = `${front}\n${markdown}`
  const { shared: _, problems: __, ...read } = readFrontMatter(source, file, true)
  const images = ['off.png', 'my pic.png', 'harbour.jpg'].map((name) => ({
    path: `images/${name}`,
    bytes: new Uint8Array(),
  }))
  const issue: Issue = {
    id: '2024-10-sample',
    folder: '/issues/2024-10-sample',
    meta: { date: '2024-10-15', kind: 'monthly', template: 'monthly' },
    texts: [{ language: 'en', file, source, ...read }],
    images,
  }
  const { documents, problems } = parseIssue(issue, newsletter)
  const found = [...problems]
  imageFile.run({ issue, documents, newsletter, facts: { segments: [], guide: emptyGuide } }, (problem) =>
    found.push(problem),
  )
  return found
}

describe('a picture that is written wrong is shown in its right form', () => {
  it.each([
    ['a space in the name', '![A pier.](images/my pic.png)', 'image_written', '![A pier.](images/my%20pic.png)'],
    ['a space and a title', '![A pier.](my pic.png "Ours")', 'image_written', '![A pier.](images/my%20pic.png)'],
    ['a space before the bracket', '![A pier.] (images/off.png)', 'image_written', '![A pier.](images/off.png)'],
    ['brackets the wrong way round', '!(A pier.)[off.png]', 'image_written', '![A pier.](images/off.png)'],
    ['another program’s way', '![[off.png]]', 'image_written', '![What can be seen in it](images/off.png)'],
    [
      'another program’s way, with a width',
      '![[off.png|300]]',
      'image_written',
      '![What can be seen in it](images/off.png)',
    ],
    ['a backslash', '![A pier.](images\\off.png)', 'image_missing', '![A pier.](images/off.png)'],
    ['no folder', '![A pier.](off.png)', 'image_missing', '![A pier.](images/off.png)'],
    ['another folder', '![A pier.](../pictures/off.png)', 'image_missing', '![A pier.](images/off.png)'],
    ['capitals', '![A pier.](images/Off.PNG)', 'image_missing', '![A pier.](images/off.png)'],
    ['HEIC', '![A pier.](images/IMG_1.HEIC)', 'image_format', '![A pier.](images/IMG_1.jpg)'],
    ['HEIC, exported already', '![A pier.](images/harbour.heic)', 'image_format', '![A pier.](images/harbour.jpg)'],
  ])('%s', (_, written, code, corrected) => {
    const found = findProblems(`Dear friends,\n\nlook: ${written}`)
    expect(found).toMatchObject([{ code, line: 11, column: 7, hint: expect.stringContaining(corrected) }])
  })

  it('without a second problem where the block needs a picture', () => {
    const found = findProblems('Hi\n\n:::figure{#pier}\n![A pier.](images/my pic.png)\n:::')
    expect(found.map(({ code, line }) => [code, line])).toEqual([['image_written', 12]])
  })
})

describe('what is said of a picture', () => {
  it('that is nowhere: where to put it', () => {
    const [problem] = findProblems('![A pier.](wholly-different.png)')
    expect(problem?.reason).toContain('images/wholly-different.png')
    expect(problem?.hint).toContain('Put the file there as images/wholly-different.png')
  })

  it('on another site: that the site could learn who reads', () => {
    expect(findProblems('![A pier.](https://example.org/off.png)').map(({ code }) => code)).toEqual(['image_elsewhere'])
  })

  it.each([
    '![A pier.](images/off.png)',
    '![A pier.](./images/my%20pic.png)',
    '`![x](images/my pic.png)`',
    'Wow! (Yes) [sic]',
  ])('right as it stands, nothing: %s', (markdown) => {
    expect(findProblems(markdown)).toEqual([])
  })
})
