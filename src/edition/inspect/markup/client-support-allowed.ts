/** A feature that not every mail program knows, and why templates may use it all the same. */
export interface AllowedFeature {
  /** As caniemail.com calls it. */
  feature: string
  /** Where it may be missing: beginnings of client names, `outlook.windows`. Everywhere when absent. */
  clients?: string[]
  because: string
}

const styleElement = 'Only phones, dark mode and finish stand in <style>; the mail is whole without it.'
const ariaNames = 'A screen reader says a little more or less; what is told stands in words as well.'

/** Take a line out to be told of the feature again; add one with a reason when a template needs another. */
export const allowedFeatures: readonly AllowedFeature[] = [
  // Style sheets
  { feature: '<style> element', because: styleElement },
  { feature: '@media', because: 'One column that shrinks needs no media query; dark mode is an offer.' },
  ...[
    'Type selector',
    'Class selector',
    'ID selector',
    'Chaining selectors',
    'Descendant combinator',
    'Child combinator',
    ':last-child',
  ].map((feature) => ({ feature, because: styleElement })),

  // Finish that may be lost
  { feature: 'text-wrap', because: 'Balances the lines of a heading; without it they break where they are full.' },
  { feature: 'border-radius', because: 'Corners are square instead of round.' },
  { feature: 'cursor', because: 'The pointer over a button keeps its usual shape.' },
  { feature: 'outline', because: 'Set to none on pictures; nothing shows an outline there anyway.' },
  { feature: 'word-spacing', because: 'MJML writes its normal value on buttons.' },
  {
    feature: 'word-break',
    because: 'A very long word may be cut off or widen the column; ordinary text is not touched.',
  },
  {
    feature: 'text-decoration',
    clients: ['protonmail.ios'],
    because: 'Links there are underlined although a button asks for none, which harms nobody.',
  },
  {
    feature: 'height property',
    clients: ['yahoo', 'aol'],
    because: 'They read the height attribute, which is written beside it.',
  },
  {
    feature: 'width attribute',
    clients: ['hey'],
    because: 'It reads the width in the style, which is written beside it.',
  },
  {
    feature: 'height attribute',
    clients: ['hey'],
    because: 'It reads the height in the style, which is written beside it.',
  },

  // The line beside the subject, hidden in the mail
  {
    feature: 'display:none',
    clients: ['gmail.mobile-webmail'],
    because: 'The preheader is hidden by max-height:0 and overflow:hidden as well.',
  },
  {
    feature: 'overflow',
    clients: ['outlook.windows'],
    because: 'Hides the preheader, which display:none and mso-hide hide there.',
  },

  // Attributes
  { feature: '<body> element', because: 'Made a <div>; every child of body carries its own language and ground.' },
  { feature: 'target attribute', because: 'Mail programs open links in a browser as it is.' },
  { feature: 'lang attribute', clients: ['hey'], because: 'Nothing better exists to say a language.' },
  { feature: 'role attribute', because: ariaNames },
  { feature: 'aria-label attribute', because: ariaNames },
  { feature: 'aria-hidden attribute', because: ariaNames },
]
