import { join } from 'node:path'
import { z } from 'zod'
import type { KeyPath } from '../issue/read-yaml.ts'
import { defineText } from '../issue/schema-text.ts'
import type { At, Problem } from '../problem/problem.ts'
import type { Brand } from './brand.ts'
import { inspectContrast } from './inspect/contrast.ts'
import { proseTags } from './prose-schema.ts'
import { readSettings } from './read-settings.ts'

const colour = z
  .string('a colour such as "#1f2a37", in quotes')
  .regex(/^#[0-9a-f]{6}$/i, 'a colour such as "#1f2a37", in quotes')
const tone = z.strictObject(
  { light: colour, dark: colour },
  'a colour for light and one for dark mode: { light: "#1f2a37", dark: "#f4ecdf" }',
)
const colours = z.strictObject({
  page: tone,
  surface: tone,
  text: tone,
  muted: tone,
  accent: tone,
  onAccent: tone,
  rule: tone,
  soft: tone,
  warn: tone,
  support: tone,
  oppose: tone,
  spark: tone,
})
const colourNames = Object.keys(colours.shape)
const url = z.url({ protocol: /^https?$/, error: 'a whole web address such as https://example.org' })
// A bare name, so that brand.yaml cannot name files elsewhere.
const fileName = z
  .string('a file beside brand.yaml')
  .regex(/^[\w-][\w.-]*$/, 'a file beside brand.yaml, such as logo.png')
const style = z
  .string('a style such as margin:0 0 16px')
  .regex(/^[^"<>\\@]*$/, 'a style such as margin:0 0 16px, without double quotes, <, >, @ or a backslash')
  .refine(
    (text) => [...text.matchAll(/\{([^}]*)\}/g)].every(([, name]) => colourNames.includes(name ?? '')),
    `a style in which {…} names one of the colours: ${colourNames.join(', ')}`,
  )
const number = (least: number, most: number) => {
  const expected = `a number from ${least} to ${most}`
  return z.number(expected).min(least, expected).max(most, expected)
}

const schema: z.ZodType<Brand> = z.strictObject({
  name: defineText('the name of the network'),
  site: url,
  logo: z.strictObject({
    file: fileName,
    // Empty where the name stands beside the logo as words.
    alt: z.string('what the logo says, or "" where the name stands beside it').trim(),
    width: number(16, 600),
  }),
  colours,
  type: z.strictObject({
    family: style.min(1, 'a list of fonts'),
    headingFamily: style.min(1, 'a list of fonts'),
    size: number(14, 24),
    lineHeight: number(1.2, 2),
  }),
  postalAddress: z
    .array(defineText('a line of the postal address'), 'the postal address, line by line')
    .min(2, 'a valid postal address of at least two lines, as the law (CAN-SPAM) asks'),
  links: z.array(
    z.strictObject({ label: defineText('the words of the link'), href: url }),
    'a list of links, or [] for none',
  ),
  prose: z.partialRecord(z.enum(proseTags), style).transform((styles) => ({ ...styles }) as Record<string, string>),
})

const samples = {
  name: 'name: Way Forward',
  site: 'site: https://example.org',
  postalAddress: 'postalAddress: [Way Forward, PO Box 0000, "Anytown, CA 90000"]',
  links: 'links: []',
}

/**
 * Read templates/brand.yaml. Colours that cannot be read on each other are problems too.
 *
 * @returns with the brand, where it names its logo.
 */
export async function readBrand(templatesFolder: string): Promise<{ brand?: Brand; logoAt?: At; problems: Problem[] }> {
  const file = 'templates/brand.yaml'
  const read = await readSettings(join(templatesFolder, 'brand.yaml'), file, schema, samples)
  const { value: brand, problems } = read
  if (brand === undefined) return { problems }
  const at = (...path: KeyPath): At => ({ file, place: read.placeOf?.(path) })
  const contrast = inspectContrast(brand, (colour, mode) => at('colours', colour, mode))
  return { brand, logoAt: at('logo', 'file'), problems: [...problems, ...contrast] }
}
