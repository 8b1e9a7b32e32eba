/** A colour in light and in dark mode, `#rrggbb`. */
export interface Tone {
  light: string
  dark: string
}

/** `templates/brand.yaml`, validated: one look for both engines. */
export interface Brand {
  name: string
  site: string
  /** Path of the logo beside brand.yaml, and what it says. */
  logo: { file: string; alt: string; width: number }
  colours: {
    page: Tone
    surface: Tone
    text: Tone
    muted: Tone
    accent: Tone
    /** Text on accent. */
    onAccent: Tone
    rule: Tone
    soft: Tone
    warn: Tone
    support: Tone
    oppose: Tone
    /** Ornament only (stripes, rules): never carries meaning, never stands behind text. */
    spark: Tone
  }
  type: { family: string; headingFamily: string; size: number; lineHeight: number }
  /** CAN-SPAM: the sender's valid physical postal address, line by line. */
  postalAddress: string[]
  links: { label: string; href: string }[]
  /** Inline style by HTML tag for authored prose (p, a, ul, blockquote …); `{colour}` names are replaced. */
  prose: Record<string, string>
}
