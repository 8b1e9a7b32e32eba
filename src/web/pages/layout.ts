import { html, raw } from 'hono/html'
import type { Look } from '../look.ts'
import type { Html, Page, PageContext } from './page.ts'

/** A whole page as a document that asks for nothing else: no script, no font, no picture from anywhere. */
export function layOut({ title, body }: Page, { language, dir, settings }: PageContext, { css }: Look): Html {
  const { brand, logo, newsletter } = settings
  const image = logo && html`<img src="${logo}" alt="${brand.logo.alt}" width="${brand.logo.width}">`
  return html`<!DOCTYPE html>
<html lang="${language}" dir="${dir}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} · ${newsletter.name}</title>
<link rel="icon" href="data:,">
<style>${raw(css)}</style>
</head>
<body>
<div class="sheet">
<header class="head">${image}<p>${brand.name}</p></header>
<div class="stripe"></div>
<main>
<h1>${title}</h1>
${body}
</main>
</div>
<footer><p>${brand.postalAddress.map((line, index) => [index > 0 && html`<br>`, line])}</p></footer>
</body>
</html>
`
}
