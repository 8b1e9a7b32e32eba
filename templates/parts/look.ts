import type { CSSProperties } from 'react'
import type { Brand } from '../../src/edition/brand.ts'
import type { BlockContent } from '../../src/edition/edition.ts'
import type { TemplateProps } from '../../src/edition/engines/template-props.ts'

/** What every part of a mail gets: the whole edition, and its own block. */
export interface BlockProps {
  mail: TemplateProps
  block: BlockContent
}

/** The side a line of text starts from. */
export function startOf(mail: TemplateProps): 'Left' | 'Right' {
  return mail.dir === 'rtl' ? 'Right' : 'Left'
}

/** Said on every cell that holds text: Outlook hands no font on to the tables inside a cell. */
export function textStyle({ brand }: TemplateProps, size = brand.type.size, lineHeight = brand.type.lineHeight) {
  return { font: `${size}px/${lineHeight} ${brand.type.family}`, color: brand.colours.text.light } as const
}

export function titleStyle({ brand }: TemplateProps, size: number, margin: string): CSSProperties {
  return { margin, font: `700 ${size}px/1.25 ${brand.type.headingFamily}` }
}

/** The styles that only a <style> element can carry: phones and dark mode. Nothing in the mail depends on them. */
export function styleSheet(brand: Brand): string {
  const c = (name: keyof Brand['colours']) => brand.colours[name].light
  const d = (name: keyof Brand['colours']) => `${brand.colours[name].dark}!important`
  // .w: Outlook reads no @media and so keeps 600 px; everyone else may shrink.
  return `:root{color-scheme:light dark;supported-color-schemes:light dark}
body{margin:0;-webkit-text-size-adjust:100%}
.w{width:600px}
h1,h2,.fg{text-wrap:balance}
.b>:last-child{margin-bottom:0!important}
.ls li{padding-bottom:10px;border-bottom:1px solid ${c('rule')}}
.ls li:last-child{border-bottom:0;padding-bottom:0}
@media screen{.w{width:100%!important}}
@media (min-width:601px){
h1{font-size:44px!important}
.fg{font-size:76px!important}
}
@media (max-width:600px){
.g,.p{padding-left:20px!important;padding-right:20px!important}
.in{padding-left:0!important;padding-right:0!important}
.bt{width:100%!important}
.bt a{display:block!important;padding-left:10px!important;padding-right:10px!important}
}
@media (prefers-color-scheme:dark){
.pg{background:${d('page')}}
.sf{background:${d('surface')}}
.so{background:${d('soft')}}
.pg td{color:${d('text')}}
.pg .m{color:${d('muted')}}
.pg .k{color:${d('warn')}}
.pg a,.pg .fg{color:${d('accent')}}
.pg .n{color:${d('text')}}
.pg .on,.on a{color:${c('onAccent')}!important}
.bt td{background:${d('accent')}}
.pg .bt a{color:${d('onAccent')}}
.pg .support{background:${d('support')};color:${d('onAccent')}}
.pg .oppose{background:${d('oppose')};color:${d('onAccent')}}
.pg .warn{background:${d('warn')};color:${d('onAccent')}}
.r{border-left-color:${d('rule')};border-right-color:${d('rule')};border-bottom-color:${d('rule')}}
.ls li,.pg hr,.b th,.b td{border-color:${d('rule')}}
}`
}
