import type { Brand } from '../edition/brand.ts'

/** What the editors' pages need besides the readers': a field, lists, panels. */
export function deskStyles({ colours, type }: Brand): string {
  const light = (name: keyof Brand['colours']) => colours[name].light
  const dark = (name: keyof Brand['colours']) => colours[name].dark
  return `
label{display:block;margin:0 0 6px;font-weight:700}
input{display:block;width:100%;max-width:26em;min-height:48px;margin:0 0 20px;padding:10px 14px;border:2px solid ${light('muted')};border-radius:8px;background:${light('page')};color:${light('text')};font:${type.size}px/1.4 ${type.family};-webkit-appearance:none;appearance:none}
input:focus-visible{outline:3px solid ${light('warn')};outline-offset:3px}
main p+p,main ul+p,main p+ul{margin-top:12px}
main .lead{color:${light('muted')}}
main .apart{margin-top:24px}
section{margin:32px 0 0;padding:24px 0 0;border-top:1px solid ${light('rule')}}
main ul{margin:0 0 -12px;padding:0;list-style:none}
main li{padding:12px 0;border-top:1px solid ${light('rule')}}
main li:first-child{border-top:0}
main li p+p{margin-top:2px}
.plain li{padding:2px 0;border:0}
.plain li:before{content:"– "}
.small{color:${light('muted')};font-size:16px}
.small b{color:${light('text')}}
.lines{white-space:pre-line}
.notice{margin:0 0 24px;padding:16px 20px;border-left:6px solid ${light('warn')};background:${light('soft')}}
.good{border-left-color:${light('support')}}
[dir=rtl] .notice{border-left-width:0;border-right:6px solid ${light('warn')}}
.notice+p{margin-top:0}
.error,.warn{color:${light('warn')};font-weight:700}
.links a{display:inline-block;padding:6px 0;margin:0 24px 0 0}
[dir=rtl] .links a{margin:0 0 0 24px}
code{padding:2px 6px;background:${light('soft')};font-size:16px;overflow-wrap:anywhere}
.quiet{padding:12px 24px;border-color:${light('accent')};background:transparent;color:${light('accent')};font-size:16px}
main .plain{margin:8px 0 0}
@media (prefers-color-scheme:dark){
input{border-color:${dark('muted')};background:${dark('page')};color:${dark('text')}}
input:focus-visible{outline-color:${dark('warn')}}
section,main li{border-top-color:${dark('rule')}}
main .lead,.small{color:${dark('muted')}}
.small b{color:${dark('text')}}
.notice{border-left-color:${dark('warn')};background:${dark('soft')}}
.good{border-left-color:${dark('support')}}
[dir=rtl] .notice{border-right-color:${dark('warn')}}
.error,.warn{color:${dark('warn')}}
code{background:${dark('soft')}}
.quiet{border-color:${dark('accent')};background:transparent;color:${dark('accent')}}
}`
}
