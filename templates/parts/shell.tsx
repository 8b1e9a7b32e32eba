import { Head, Html } from '@react-email/components'
import type { ReactNode } from 'react'
import type { TemplateProps } from '../../src/edition/engines/template-props.ts'
import { startOf, styleSheet, textStyle } from './look.ts'
import { TextLink } from './pieces.tsx'

/** Everything round the sheet: head, hidden preheader, the 600 px column, the foot of the mail. */
export function Shell({ mail, children }: { mail: TemplateProps; children: ReactNode }) {
  const { language, dir, brand } = mail
  const page = { background: brand.colours.page.light }
  const align = startOf(mail) === 'Left' ? 'left' : 'right'
  return (
    <Html lang={language} dir={dir}>
      <Head>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <title>{mail.title}</title>
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: only brand.yaml's colours go in, and React would escape the ">" of selectors. */}
        <style dangerouslySetInnerHTML={{ __html: styleSheet(brand) }} />
      </Head>
      <body className="pg" style={{ margin: 0, ...page }}>
        <div lang={language} dir={dir} style={hidden}>
          {mail.preheader}
          {'\u034f\u200c\u00a0'.repeat(30)}
        </div>
        {/* lang and dir here as well: many mail apps drop <html> and <body>. */}
        <table
          lang={language}
          dir={dir}
          role="presentation"
          width="100%"
          cellPadding={0}
          cellSpacing={0}
          style={page}
          className="pg"
        >
          <tbody>
            <tr>
              <td align="center">
                <table
                  role="presentation"
                  width="100%"
                  className="w"
                  cellPadding={0}
                  cellSpacing={0}
                  style={{ maxWidth: 600, textAlign: align, wordBreak: 'break-word' }}
                >
                  <tbody>
                    {children}
                    <Footer mail={mail} />
                  </tbody>
                </table>
              </td>
            </tr>
          </tbody>
        </table>
      </body>
    </Html>
  )
}

const hidden = { display: 'none', maxHeight: 0, overflow: 'hidden', msoHide: 'all' }

function Footer({ mail }: { mail: TemplateProps }) {
  const { brand, footer, words } = mail
  return (
    <tr>
      <td
        className="m g"
        style={{ ...textStyle(mail, 16), color: brand.colours.muted.light, padding: '32px 40px 44px' }}
      >
        <p style={paragraph}>{footer.why}</p>
        <p style={paragraph}>
          <TextLink mail={mail} href={footer.preferences}>
            {words.preferences}
          </TextLink>
        </p>
        <p style={paragraph}>
          <TextLink mail={mail} href={footer.unsubscribe}>
            {words.unsubscribe}
          </TextLink>
        </p>
        {brand.links.map(({ label, href }) => (
          <p key={href} style={paragraph}>
            <TextLink mail={mail} href={href}>
              {label}
            </TextLink>
          </p>
        ))}
        <p style={{ margin: 0 }}>
          {footer.address.map((line, index) => (
            <span key={line}>
              {index > 0 ? <br /> : null}
              {line}
            </span>
          ))}
        </p>
      </td>
    </tr>
  )
}

const paragraph = { margin: '0 0 14px' }

/** The woven line of three colours. */
export function Stripe({ mail }: { mail: TemplateProps }) {
  const { spark, warn, rule } = mail.brand.colours
  return (
    <tr>
      <td>
        <table role="presentation" width="100%" cellPadding={0} cellSpacing={0}>
          <tbody>
            <tr style={{ fontSize: 1, lineHeight: '8px' }}>
              <td width="58%" height={8} style={{ background: spark.light }}>
                {'\u00a0'}
              </td>
              <td width="30%" style={{ background: warn.light }}>
                {'\u00a0'}
              </td>
              <td width="12%" style={{ background: rule.light }}>
                {'\u00a0'}
              </td>
            </tr>
          </tbody>
        </table>
      </td>
    </tr>
  )
}
