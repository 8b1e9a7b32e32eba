/** Words that were meant as a picture and that Markdown took for words. */
export interface MeantPicture {
  /** As it stands there. */
  written: string
  alt: string
  /** The file it names. */
  path: string
  slip: 'space in the name' | 'space before (' | 'brackets' | 'other program'
}

const title = /\s+(?:"[^"]*"|'[^']*'|“[^”]*”)\s*$/
// The name of a file ends in what kind it is; without that, brackets are a remark.
const file = String.raw`[^()[\]\n]*\.[A-Za-z]{2,5}(?:\s+["'“][^"'”\n]*["'”])?\s*`
const forms: [RegExp, (parts: string[]) => Omit<MeantPicture, 'written'>][] = [
  [
    /!\[\[([^\]|\n]+)(?:\|([^\]\n]*))?\]\]/g,
    // Obsidian writes a width where others write words.
    ([path = '', alt = '']) => ({ path, alt: /^\d+(x\d+)?$/.test(alt) ? '' : alt, slip: 'other program' }),
  ],
  [
    new RegExp(String.raw`!\[([^\]\n]*)\](\s*)\((${file})\)`, 'g'),
    ([alt = '', gap = '', path = '']) => ({ path, alt, slip: gap === '' ? 'space in the name' : 'space before (' }),
  ],
  [
    new RegExp(String.raw`!\(([^)\n]*)\)\s*\[(${file})\]`, 'g'),
    ([alt = '', path = '']) => ({ path, alt, slip: 'brackets' }),
  ],
]

/** Find what was meant as a picture in the words of a document, where Markdown found none. */
export function findMeantPictures(text: string): MeantPicture[] {
  return forms.flatMap(([form, read]) =>
    [...text.matchAll(form)].map(([written, ...parts]) => {
      const meant = read(parts)
      return {
        ...meant,
        written,
        path: meant.path.replace(title, '').replace(/^<|>$/g, '').trim(),
        alt: meant.alt.trim(),
      }
    }),
  )
}
