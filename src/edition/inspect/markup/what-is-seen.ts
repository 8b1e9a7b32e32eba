// What a person reads in a mail whose program does not know the feature, where more can be said than for its kind.
const particular: [features: RegExp, seen: string][] = [
  [
    /^(display:grid|grid-template|gap,|column-count|css column|display:flex|flex-)/,
    'What stands side by side falls under one another, or runs together.',
  ],
  [/^<(video|audio)>/, 'A reader there sees nothing, or only what stands between its tags.'],
  [
    /^(background-image|background$|linear-gradient|radial-gradient|conic-gradient)/,
    'The ground stays empty, so words on it may not be readable.',
  ],
  [/^(position|float|z-index|left, right)/, 'Parts stand below one another instead of where they were put.'],
  [/^(@font-face|@import)/, 'The words stand in another font.'],
  [/^(animation|transition|@keyframes)/, 'Nothing moves; what is hidden at the beginning may stay hidden.'],
  [/^CSS Variables/, 'Whatever the variable sets, colours among it, is missing.'],
  [/svg/i, 'The drawing is not there.'],
  [/^(<form>|<input|<select>|<textarea>|<button|required)/, 'Nothing can be filled in or sent.'],
  [/^(display:none|visibility|hidden attribute)/, 'What should be hidden shows.'],
  [/^(opacity|color-scheme|light-dark|rgba?\(|lch\()/, 'Colours are others than meant, and contrast with them.'],
]

/** What a reader sees where a feature is not known, in a sentence. */
export function whatIsSeen(feature: string, category: string): string {
  const known = particular.find(([features]) => features.test(feature))?.[1]
  if (known !== undefined) return known
  if (/selector|combinator|^:|^@/.test(feature)) return 'The mail is shown without the styles that depend on it.'
  return category === 'css' ? 'The mail is shown without it.' : 'The part is shown as plain text, or not at all.'
}
