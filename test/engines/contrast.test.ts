import { describe, expect, it } from 'vitest'
import { brand } from './sample.ts'

/** WCAG 2.2, relative luminance of `#rrggbb`. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

describe.each(['light', 'dark'] as const)('the brand in %s', (mode) => {
  const { colours } = brand

  it.each(['text', 'muted', 'accent', 'warn', 'support', 'oppose'] as const)('can be read in %s', (name) => {
    for (const ground of ['page', 'surface', 'soft'] as const) {
      expect(contrast(colours[name][mode], colours[ground][mode]), `${name} on ${ground}`).toBeGreaterThanOrEqual(4.5)
    }
  })

  it.each(['accent', 'warn', 'support', 'oppose'] as const)('can be read on %s', (name) => {
    expect(contrast(colours.onAccent[mode], colours[name][mode])).toBeGreaterThanOrEqual(4.5)
  })
})
