import type { ReportLook } from './report-html.ts'

const tone = (light: string, dark: string) => ({ light, dark })

/** What a report wears while templates/brand.yaml cannot be read. */
export const plainLook: ReportLook = {
  colours: {
    page: tone('#ffffff', '#14181c'),
    surface: tone('#ffffff', '#1b2127'),
    soft: tone('#f2f2f2', '#262d34'),
    rule: tone('#cccccc', '#4a545d'),
    text: tone('#1d1d1d', '#f2f2f2'),
    muted: tone('#555555', '#c4c4c4'),
    accent: tone('#0b4f8a', '#9ccbf5'),
    onAccent: tone('#ffffff', '#0b1b29'),
    warn: tone('#8f2f17', '#f5ae97'),
    support: tone('#1c6340', '#8fd8ae'),
    oppose: tone('#98301c', '#f6a794'),
    spark: tone('#e9a23b', '#e9a23b'),
  },
  type: { family: 'Arial,sans-serif', headingFamily: 'Arial,sans-serif', size: 16, lineHeight: 1.5 },
}
