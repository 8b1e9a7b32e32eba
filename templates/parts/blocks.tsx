import type { ComponentType } from 'react'
import type { BlockKind } from '../../src/document/document.ts'
import { type BlockProps, startOf, textStyle, titleStyle } from './look.ts'
import {
  Band,
  Body,
  Button,
  By,
  Facts,
  Mark,
  Panel,
  Picture,
  QuoteMark,
  Row,
  Source,
  SourceLink,
  startBar,
  TextLink,
  Title,
  toneOf,
} from './pieces.tsx'

function Letter(props: BlockProps) {
  return (
    <Row mail={props.mail} padding="0 40px 22px">
      <Title {...props} />
      <Body {...props} />
    </Row>
  )
}

function Story(props: BlockProps) {
  const { mail } = props
  return (
    <Panel mail={mail} size={20}>
      <QuoteMark mail={mail} />
      <Title {...props} />
      <div style={{ fontFamily: mail.brand.type.headingFamily }}>
        <Body {...props} />
      </div>
      <Facts {...props} />
      <By {...props} />
      <Button {...props} />
    </Panel>
  )
}

function Action(props: BlockProps) {
  const { mail } = props
  const band = <Band {...props} colour={mail.brand.colours.accent.light} />
  return (
    <Panel mail={mail} band={band} padding="24px 32px 32px">
      <Body {...props} />
      <Facts {...props} />
      <Button {...props} />
      <By {...props} />
    </Panel>
  )
}

function Resources(props: BlockProps) {
  return (
    <Row mail={props.mail}>
      <Title {...props} />
      <Body {...props} list />
      <Facts {...props} />
      <By {...props} />
      <Button {...props} />
    </Row>
  )
}

function Event(props: BlockProps) {
  const { mail, block } = props
  return (
    <Panel mail={mail} border={startBar(mail, 8)} padding="28px 28px 30px">
      <Title {...props} />
      {block.facts.map(({ label, value }) => (
        <p key={label} style={{ margin: '0 0 12px' }}>
          <span className="m" style={{ color: mail.brand.colours.muted.light, fontSize: 16 }}>
            {label}
          </span>
          <b style={{ display: 'block', font: `700 20px/1.35 ${mail.brand.type.headingFamily}` }}>{value}</b>
        </p>
      ))}
      <Body {...props} />
      <By {...props} />
      <Button {...props} />
      {block.calendar ? (
        <p style={{ margin: '18px 0 0' }}>
          <TextLink mail={mail} href={block.calendar.href}>
            {block.calendar.label}
          </TextLink>
        </p>
      ) : null}
    </Panel>
  )
}

function Alert(props: BlockProps) {
  const { mail, block } = props
  const colour = mail.brand.colours.warn.light
  const band = <Band {...props} colour={colour} />
  return (
    <Panel mail={mail} soft={false} band={band} border={{ border: `3px solid ${colour}` }} padding="22px 29px 28px">
      {block.mark ? <Mark mail={mail} words={block.mark} colour="warn" /> : null}
      <Body {...props} />
      <Facts {...props} />
      <By {...props} />
      <Button {...props} />
    </Panel>
  )
}

function Vote(props: BlockProps) {
  const { mail, block } = props
  const { rule, ...colours } = mail.brand.colours
  const border = { border: `1px solid ${rule.light}`, borderTop: `8px solid ${colours[toneOf(block)].light}` }
  return (
    <Panel mail={mail} soft={false} name="r" border={border} padding="24px 31px 30px">
      <Title {...props} />
      {block.mark ? <Mark mail={mail} words={block.mark} colour={toneOf(block)} /> : null}
      <Facts {...props} margin="0 0 16px" />
      <Body {...props} />
      <By {...props} />
      <Button {...props} />
    </Panel>
  )
}

function Quote(props: BlockProps) {
  const { mail } = props
  return (
    <Row mail={mail} padding="26px 40px">
      <table role="presentation" width="100%" cellPadding={0} cellSpacing={0}>
        <tbody>
          <tr>
            <td style={{ ...textStyle(mail), ...startBar(mail, 6), [`padding${startOf(mail)}`]: 26 }}>
              <Title {...props} />
              <div style={{ font: `25px/1.42 ${mail.brand.type.headingFamily}` }}>
                <Body {...props} />
              </div>
              <Facts {...props} />
              <By {...props} />
              <SourceLink {...props} />
            </td>
          </tr>
        </tbody>
      </table>
    </Row>
  )
}

function Stat(props: BlockProps) {
  const { mail, block } = props
  return (
    <Row mail={mail}>
      <Title {...props} />
      <p className="fg" style={{ ...titleStyle(mail, 58, '0 0 10px'), color: mail.brand.colours.accent.light }}>
        {block.figure}
      </p>
      <div style={{ fontSize: 20 }}>
        <Body {...props} />
      </div>
      <Source {...props} />
      <SourceLink {...props} />
      <By {...props} />
    </Row>
  )
}

function Video(props: BlockProps) {
  const { mail, block } = props
  return (
    <Row mail={mail} inset padding="22px 20px">
      {block.picture ? <Picture of={block.picture} /> : null}
      <div className="p" style={{ padding: '18px 20px 0' }}>
        <Title {...props} />
        <Body {...props} />
        <Source {...props} />
        <By {...props} />
        <Button {...props} />
      </div>
    </Row>
  )
}

function Figure(props: BlockProps) {
  const { mail, block } = props
  return (
    <Row mail={mail} inset padding="22px 20px">
      {block.heading ? (
        <div className="p" style={{ padding: '0 20px 4px' }}>
          <Title {...props} />
        </div>
      ) : null}
      {block.picture ? <Picture of={block.picture} /> : null}
      <div className="m p" style={{ padding: '12px 20px 0', color: mail.brand.colours.muted.light, fontSize: 16 }}>
        {block.caption ? <p style={{ margin: '0 0 6px' }}>{block.caption}</p> : null}
        <Body {...props} />
        <By {...props} />
      </div>
    </Row>
  )
}

/** How each kind of block looks. A kind that is missing here does not compile. */
export const blocks: Record<BlockKind, ComponentType<BlockProps>> = {
  letter: Letter,
  story: Story,
  action: Action,
  resources: Resources,
  event: Event,
  alert: Alert,
  vote: Vote,
  quote: Quote,
  stat: Stat,
  video: Video,
  figure: Figure,
}
