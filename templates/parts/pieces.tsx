import type { ReactNode } from 'react'
import type { BlockContent, Picture as PictureContent } from '../../src/edition/edition.ts'
import type { TemplateProps } from '../../src/edition/engines/template-props.ts'
import { type BlockProps, startOf, textStyle, titleStyle } from './look.ts'

/** The kind's word above the block's heading. A block without a heading lets that word be the heading. */
export function Title({ mail, block, on = false }: BlockProps & { on?: boolean }) {
  const { Prose, brand } = mail
  const color = on ? brand.colours.onAccent.light : brand.colours.warn.light
  const name = on ? undefined : 'k'
  if (block.heading === undefined) {
    if (block.label === '') return null
    return (
      <h2 className={name} style={{ margin: '0 0 10px', color, fontSize: 16 }}>
        {block.label}
      </h2>
    )
  }
  return (
    <>
      {block.label === '' ? null : (
        <p className={name} style={{ margin: '0 0 4px', color, fontSize: 16, fontWeight: 700 }}>
          {block.label}
        </p>
      )}
      <h2 style={titleStyle(mail, 27, on ? '0' : '0 0 12px')}>
        <Prose of={block.heading} />
      </h2>
    </>
  )
}

export function Body({ mail: { Prose }, block, list = false }: BlockProps & { list?: boolean }) {
  return (
    <div className={list ? 'b ls' : 'b'}>
      <Prose of={block.body} />
    </div>
  )
}

/** Label and value, one line each. */
export function Facts({ mail, block, margin = '16px 0 0' }: BlockProps & { margin?: string }) {
  if (block.facts.length === 0) return null
  return (
    <div style={{ margin }}>
      {block.facts.map(({ label, value }) => (
        <p key={label} style={{ margin: '0 0 4px' }}>
          <span className="m" style={{ color: mail.brand.colours.muted.light }}>
            {label}:
          </span>{' '}
          <b>{value}</b>
        </p>
      ))}
    </div>
  )
}

/** The same facts as one quiet line. */
export function Source({ mail, block }: BlockProps) {
  if (block.facts.length === 0) return null
  return (
    <p className="m" style={{ margin: '14px 0 0', color: mail.brand.colours.muted.light, fontSize: 16 }}>
      {block.facts.map(({ label, value }) => `${label}: ${value}`).join(' · ')}
    </p>
  )
}

export function TextLink({ mail, href, children }: { mail: TemplateProps; href: string; children: ReactNode }) {
  return (
    <a href={href} style={{ color: mail.brand.colours.accent.light, fontWeight: 600, textDecoration: 'underline' }}>
      {children}
    </a>
  )
}

/** Where a quotation or a number can be checked: a link, for a button would ask for too much. */
export function SourceLink({ mail, block }: BlockProps) {
  if (!block.button) return null
  return (
    <p style={{ margin: '8px 0 0', fontSize: 16 }}>
      <TextLink mail={mail} href={block.button.href}>
        {block.button.label}
      </TextLink>
    </p>
  )
}

/** Whose words these are. */
export function By({ mail, block }: BlockProps) {
  if (!block.by) return null
  return (
    <p style={{ margin: '16px 0 0', fontSize: 16 }}>
      <TextLink mail={mail} href={block.by.site}>
        {(mail.words.by ?? '{name}').replace('{name}', () => block.by?.name ?? '')}
      </TextLink>
    </p>
  )
}

/** Padding on the link makes all of it a target; Outlook, which ignores that, gets the cell's. */
export function Button({ mail, block }: BlockProps) {
  if (!block.button) return null
  const { accent, onAccent } = mail.brand.colours
  const cell = { background: accent.light, borderRadius: 8, msoPaddingAlt: '16px 30px' }
  return (
    <table role="presentation" className="bt" cellPadding={0} cellSpacing={0} style={{ margin: '20px 0 0' }}>
      <tbody>
        <tr>
          <td align="center" style={cell}>
            <a
              href={block.button.href}
              style={{
                display: 'inline-block',
                padding: '16px 30px',
                color: onAccent.light,
                font: `700 18px/1.3 ${mail.brand.type.family}`,
                textDecoration: 'none',
              }}
            >
              {block.button.label}
            </a>
          </td>
        </tr>
      </tbody>
    </table>
  )
}

export function Mark({ mail, words, colour }: { mail: TemplateProps; words: string; colour: Tone }) {
  return (
    <p style={{ margin: '0 0 14px' }}>
      <b
        className={colour}
        style={{
          display: 'inline-block',
          padding: '6px 16px',
          borderRadius: 6,
          background: mail.brand.colours[colour].light,
          color: mail.brand.colours.onAccent.light,
          fontSize: 20,
          lineHeight: 1.3,
        }}
      >
        {words}
      </b>
    </p>
  )
}

type Tone = 'support' | 'oppose' | 'warn'

/** The colour of a vote's position; any other tone takes the accent's neighbour. */
export function toneOf(block: BlockContent): Tone {
  return block.tone === 'support' || block.tone === 'oppose' ? block.tone : 'warn'
}

/** An ornament: the words beside it say whose they are. */
export function QuoteMark({ mail }: { mail: TemplateProps }) {
  const { warn } = mail.brand.colours
  return (
    <p
      aria-hidden="true"
      className="k"
      style={{ ...titleStyle(mail, 90, '0'), lineHeight: 1.1, height: 64, color: warn.light }}
    >
      “
    </p>
  )
}

/** As wide as the sheet's inside (560 px), never wider than the picture. */
export function Picture({ of }: { of: PictureContent }) {
  const width = Math.min(of.width, 560)
  const image = (
    <img
      src={of.src}
      width={width}
      height={Math.round((of.height * width) / of.width)}
      alt={of.alt}
      style={{ border: 0, display: 'block', width: '100%', maxWidth: width, height: 'auto' }}
    />
  )
  return of.href ? <a href={of.href}>{image}</a> : image
}

/** A row of the sheet with plain margins. */
export function Row({ mail, padding = '24px 40px', inset = false, children }: RowProps) {
  return (
    <tr>
      <td className={inset ? 'sf in' : 'sf g'} style={{ ...textStyle(mail), ...sheet(mail), padding }}>
        {children}
      </td>
    </tr>
  )
}

interface RowProps {
  mail: TemplateProps
  padding?: string
  inset?: boolean
  children: ReactNode
}

function sheet({ brand }: TemplateProps) {
  return { background: brand.colours.surface.light } as const
}

/** A row with a panel set apart from the sheet. */
export function Panel({
  mail,
  soft = true,
  name,
  size,
  padding = '28px 32px 30px',
  border,
  band,
  children,
}: PanelProps) {
  const style = {
    ...textStyle(mail, size),
    ...(soft ? { background: mail.brand.colours.soft.light } : {}),
    ...border,
    padding,
  }
  return (
    <Row mail={mail} inset padding="14px 20px">
      <table role="presentation" width="100%" cellPadding={0} cellSpacing={0}>
        <tbody>
          {band}
          <tr>
            <td className={`${soft ? 'so p' : 'p'}${name ? ` ${name}` : ''}`} style={style}>
              {children}
            </td>
          </tr>
        </tbody>
      </table>
    </Row>
  )
}

interface PanelProps {
  mail: TemplateProps
  soft?: boolean
  /** A class more, for the style sheet. */
  name?: string
  size?: number
  padding?: string
  border?: Record<string, string>
  /** A row above the panel's own. */
  band?: ReactNode
  children: ReactNode
}

/** A coloured row with the block's title, on top of a panel. */
export function Band({ mail, block, colour }: BlockProps & { colour: string }) {
  return (
    <tr>
      <td
        className="on p"
        style={{
          ...textStyle(mail),
          background: colour,
          color: mail.brand.colours.onAccent.light,
          padding: '24px 32px 26px',
        }}
      >
        <Title mail={mail} block={block} on />
      </td>
    </tr>
  )
}

/** A thick line where reading starts. */
export function startBar(mail: TemplateProps, width: number): Record<string, string> {
  return { [`border${startOf(mail)}`]: `${width}px solid ${mail.brand.colours.spark.light}` }
}
