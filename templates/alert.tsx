import { Heading, Img } from '@react-email/components'
import type { TemplateProps } from '../src/edition/engines/template-props.ts'
import { blocks } from './parts/blocks.tsx'
import { titleStyle } from './parts/look.ts'
import { Row } from './parts/pieces.tsx'
import { Shell, Stripe } from './parts/shell.tsx'

/** A mail that asks for attention now: the word for its kind and the title come first, the network's name is quiet. */
export default function Alert(mail: TemplateProps) {
  return (
    <Shell mail={mail}>
      <Stripe mail={mail} />
      <Masthead mail={mail} />
      <Opening mail={mail} />
      {mail.blocks.map((block) => {
        const Block = blocks[block.kind]
        return <Block key={block.id} mail={mail} block={block} />
      })}
    </Shell>
  )
}

function Masthead({ mail }: { mail: TemplateProps }) {
  const { brand, logo } = mail
  return (
    <Row mail={mail} padding="22px 40px 0">
      <table role="presentation" cellPadding={0} cellSpacing={0}>
        <tbody>
          <tr>
            <td width={logo.width + 14}>
              <Img src={logo.src} width={logo.width} height={logo.height} alt={logo.alt} />
            </td>
            <td>
              <a
                href={brand.site}
                className="n"
                style={{ ...titleStyle(mail, 19, '0'), color: brand.colours.text.light, textDecoration: 'none' }}
              >
                {brand.name}
              </a>
            </td>
          </tr>
        </tbody>
      </table>
    </Row>
  )
}

function Opening({ mail }: { mail: TemplateProps }) {
  const { warn, onAccent, muted } = mail.brand.colours
  const chip = { padding: '5px 12px', borderRadius: 6, background: warn.light, color: onAccent.light, fontSize: 16 }
  return (
    <Row mail={mail} padding="28px 40px 20px">
      <p style={{ margin: '0 0 12px' }}>
        <b className="warn" style={{ display: 'inline-block', ...chip }}>
          {mail.words[`kind_${mail.kind}`]}
        </b>
      </p>
      <Heading as="h1" style={{ ...titleStyle(mail, 36, '0 0 12px'), lineHeight: 1.15 }}>
        {mail.title}
      </Heading>
      <p className="m" style={{ margin: 0, color: muted.light }}>
        {mail.date}
      </p>
    </Row>
  )
}
