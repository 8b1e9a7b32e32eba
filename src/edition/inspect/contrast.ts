import type { At, Problem } from '../../problem/problem.ts'
import type { Brand, Tone } from '../brand.ts'
import { brandContrast } from '../problems.ts'

type Colour = keyof Brand['colours']

/** WCAG 2.2, 1.4.3 (AA), for text of any size. */
export const leastContrast = 4.5

const wordsOn: { words: Colour[]; ground: Colour[] }[] = [
  { words: ['text', 'muted', 'accent', 'warn', 'support', 'oppose'], ground: ['page', 'surface', 'soft'] },
  { words: ['onAccent'], ground: ['accent', 'support', 'oppose'] },
]

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((from) => {
    const channel = Number.parseInt(colour.slice(from, from + 2), 16) / 255
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** The contrast of two `#rrggbb` colours as WCAG defines it: 1 to 21. */
export function contrastOf(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

/**
 * Every colour of words can be read on every ground it stands on, in light and in dark mode.
 *
 * @param at where a colour is written.
 */
export function inspectContrast(brand: Brand, at: (colour: Colour, mode: keyof Tone) => At): Problem[] {
  const modes = ['light', 'dark'] as const satisfies (keyof Tone)[]
  return wordsOn.flatMap(({ words, ground }) =>
    words.flatMap((word) =>
      ground.flatMap((under) =>
        modes.flatMap((mode) => {
          const ratio = contrastOf(brand.colours[word][mode], brand.colours[under][mode])
          return ratio < leastContrast ? [brandContrast({ word, under, mode, ratio }, at(word, mode))] : []
        }),
      ),
    ),
  )
}
