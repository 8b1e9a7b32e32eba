import { createHash } from 'node:crypto'
import type { Brand } from '../edition/brand.ts'
import type { PageSettings } from '../newsletter/page-settings.ts'

/** The style sheet of all pages, and the only thing that may run on one. */
export interface Look {
  css: string
  /** Content-Security-Policy: this style sheet, the logo in the page, forms to ourselves; nothing else, from nowhere. */
  policy: string
}

/**
 * The pages' look, from the brand that the mails have.
 *
 * @param more style rules of some pages only.
 */
export function createLook({ brand }: Pick<PageSettings, 'brand'>, more: (brand: Brand) => string = () => ''): Look {
  const css = styleSheet(brand) + more(brand)
  const hash = createHash('sha256').update(css).digest('base64')
  return {
    css,
    policy: `default-src 'none'; style-src 'sha256-${hash}'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
  }
}

/** Plain values and no new units: readers may hold a phone of ten years ago. */
function styleSheet({ colours, type }: Brand): string {
  const light = (name: keyof Brand['colours']) => colours[name].light
  const dark = (name: keyof Brand['colours']) => colours[name].dark
  return `:root{color-scheme:light dark}
*{box-sizing:border-box}
body{margin:0;background:${light('page')};color:${light('text')};font:${type.size}px/${type.lineHeight} ${type.family};-webkit-text-size-adjust:100%;overflow-wrap:break-word;word-wrap:break-word}
.sheet{max-width:600px;margin:0 auto;background:${light('surface')}}
.stripe{height:8px;background:linear-gradient(to right,${light('spark')} 58%,${light('warn')} 58%,${light('warn')} 88%,${light('rule')} 88%)}
[dir=rtl] .stripe{background:linear-gradient(to left,${light('spark')} 58%,${light('warn')} 58%,${light('warn')} 88%,${light('rule')} 88%)}
.head{display:flex;align-items:center;padding:20px 40px;background:${light('accent')};color:${light('onAccent')}}
.head p{margin:0;font:700 20px/1.25 ${type.headingFamily}}
.head img{display:block;flex:none;height:auto;margin:0 14px 0 0}
[dir=rtl] .head img{margin:0 0 0 14px}
main{padding:36px 40px 44px}
h1{margin:0 0 16px;font:700 34px/1.2 ${type.headingFamily};text-wrap:balance}
main p{margin:0;max-width:32em}
form{margin:28px 0 0}
button{min-height:48px;padding:15px 30px;border:1px solid transparent;border-radius:8px;background:${light('accent')};color:${light('onAccent')};font:700 18px/1.3 ${type.family};cursor:pointer;-webkit-appearance:none;appearance:none}
a{color:${light('accent')};font-weight:600;text-decoration:underline}
main h2{margin:0 0 8px;font:700 25px/1.25 ${type.headingFamily}}
.event{margin:0 0 28px;padding:24px 26px;background:${light('soft')};border:0 solid ${light('spark')};border-left-width:8px}
[dir=rtl].event,[dir=rtl] .event{border-left-width:0;border-right-width:8px}
.ways p+p,.event p+p{margin-top:6px}
.ways .go{margin:0 0 8px}
.ways .apart{margin-top:28px}
.go a{display:inline-block;min-height:48px;padding:15px 30px;border:1px solid transparent;border-radius:8px;background:${light('accent')};color:${light('onAccent')};font:700 18px/1.3 ${type.family};text-decoration:none}
.to a{display:inline-block;padding:9px 0;margin:0 24px 0 0}
.go a:hover,button:hover{text-decoration:underline}
button:focus-visible,a:focus-visible{outline:3px solid ${light('warn')};outline-offset:3px}
footer{max-width:600px;margin:0 auto;padding:28px 40px 44px;color:${light('muted')};font-size:16px}
footer p{margin:0}
@media (max-width:600px){
.head{padding:18px 20px}
main{padding:28px 20px 36px}
h1{font-size:29px}
button{display:block;width:100%}
.go a{display:block;text-align:center}
.event{padding:20px}
footer{padding:24px 20px 36px}
}
@media (min-width:601px) and (min-height:600px){
.sheet{margin-top:40px}
}
@media (prefers-color-scheme:dark){
body{background:${dark('page')};color:${dark('text')}}
.sheet{background:${dark('surface')}}
.stripe,[dir=rtl] .stripe{background-color:${dark('spark')}}
button{background:${dark('accent')};color:${dark('onAccent')}}
a{color:${dark('accent')}}
.event{background:${dark('soft')};border-color:${dark('spark')}}
.go a{background:${dark('accent')};color:${dark('onAccent')}}
footer{color:${dark('muted')}}
button:focus-visible,a:focus-visible{outline-color:${dark('warn')}}
}`
}
