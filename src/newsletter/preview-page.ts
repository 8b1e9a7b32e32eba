import type { Edition } from '../edition/edition.ts'
import { escapeHtml, fill } from '../edition/slots.ts'
import type { PreparedIssue } from './prepare-issue.ts'

function editionCard(edition: Edition): string {
  const file = encodeURIComponent(edition.id)
  const readers = edition.groupings.reduce((sum, { readers }) => sum + (readers ?? 0), 0)
  const audience = readers > 0 ? `${readers} readers` : 'every block'
  return `<section lang="${escapeHtml(edition.language)}">
<h2>${escapeHtml(edition.id)}</h2>
<p><b>${escapeHtml(fill(edition.subject, {}))}</b></p>
<p lang="en">${audience} · <a href="preview/${file}.html">open the e-mail</a> · <a href="${file}.txt">plain text</a></p>
<iframe title="${escapeHtml(edition.id)}" src="preview/${file}.html" loading="lazy"></iframe>
</section>`
}

/** A page that shows all editions of a build side by side, opened from disk: no server, no script. */
export function createPreviewPage({ issue }: PreparedIssue, editions: Edition[]): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(issue.id)}</title>
<style>
:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif }
body { margin: 2rem auto; max-width: 90rem; padding: 0 1rem }
main { display: grid; gap: 2rem; grid-template-columns: repeat(auto-fill, minmax(min(26rem, 100%), 1fr)) }
iframe { width: 100%; height: 44rem; border: 1px solid #8888; border-radius: 6px; background: #fff }
h2 { margin: 0 } p { margin: .25rem 0 }
</style>
<h1>${escapeHtml(issue.id)}</h1>
<main>
${editions.map(editionCard).join('\n')}
</main>
</html>
`
}
