import type { RuleConfig } from 'html-validate'

/** A fault in the HTML itself. */
export interface Fault {
  rule: string
  message: string
}

/** What mail needs and web pages should not have, and rules of style on what MJML and React write. */
const rules: RuleConfig = {
  // Clients that drop <style> keep inline styles and presentational attributes.
  'no-inline-style': 'off',
  'no-deprecated-attr': 'off',
  // React Email writes XHTML's doctype, which Outlook renders best; Outlook reads conditional comments.
  'doctype-style': 'off',
  'doctype-html': 'off',
  'no-conditional-comment': 'off',
  // A table that lays out says role="presentation"; there is no element that does.
  'prefer-native-element': 'off',
  'attr-case': 'off',
  'void-style': 'off',
  'no-trailing-whitespace': 'off',
  'attribute-boolean-style': 'off',
  'attribute-empty-style': 'off',
  // On words, which the skeleton does not have.
  'long-title': 'off',
  'tel-non-breaking': 'off',
}

export const soundHtmlConfig = { extends: ['html-validate:recommended'], rules }

/** What html-validate finds, each kind once. */
export async function findFaults(html: string): Promise<Fault[]> {
  // Half the time of a short check goes into loading it, so only what needs it loads it.
  const { HtmlValidate } = await import('html-validate')
  const report = await new HtmlValidate(soundHtmlConfig).validateString(html)
  const found = report.results.flatMap(({ messages }) =>
    messages.map(({ ruleId, message }) => ({ rule: ruleId, message })),
  )
  return [...new Map(found.map((fault) => [`${fault.rule} ${fault.message}`, fault])).values()]
}
