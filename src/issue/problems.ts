import { defineProblem } from '../problem/problem.ts'

// Finding

export const issuesMissing = defineProblem<{ folder: string }>(
  'issues_missing',
  'error',
  ({ folder }) => `There is no issue in ${folder}: no folder in it holds a Markdown file.`,
  () => 'Start one with: npx wayforward new 2024-10 a-few-words',
)

export const issueUnknown = defineProblem<{ name: string; meant: string | undefined; newest: string[] }>(
  'issue_unknown',
  'error',
  ({ name }) => `No issue has “${name}” in its folder’s name.`,
  ({ meant, newest }) => (meant ? `Did you mean ${meant}?` : `The newest issues are: ${newest.join(', ')}`),
)

export const issueAmbiguous = defineProblem<{ name: string; candidates: string[] }>(
  'issue_ambiguous',
  'error',
  ({ name, candidates }) => `“${name}” fits ${candidates.length} issues: ${candidates.join(', ')}.`,
  ({ candidates }) => `Write more of the name, for example: ${candidates[0]}`,
)

// Files

export const fileUnreadable = defineProblem<{ file: string; why: string }>(
  'file_unreadable',
  'error',
  ({ file, why }) => `${file} cannot be read (${why}).`,
  ({ file }) => `See that ${file} is there and that your account may read it.`,
)

export const fileTooLarge = defineProblem<{ size: string; limit: string }>(
  'file_too_large',
  'error',
  ({ size, limit }) =>
    `This file has ${size}; more than ${limit} of text is no newsletter, and every mail would be cut off.`,
  () => 'See what was pasted in (a picture as text, perhaps), and put pictures into images/ as files.',
)

export const fileEncoding = defineProblem<{ line: number; encoding: string | undefined }>(
  'file_encoding',
  'error',
  ({ line, encoding }) =>
    encoding
      ? `This file is written in ${encoding}, not in UTF-8, so no letter in it can be trusted.`
      : `This file is not UTF-8: line ${line} holds bytes that are no letter, so words would arrive damaged.`,
  () => 'Save the file with the encoding UTF-8 (in most editors: Save as …, Encoding), then look at accented letters.',
)

export const fileEmpty = defineProblem<{ example: string }>(
  'file_empty',
  'error',
  () => 'This file is empty.',
  ({ example }) => `Begin with the front matter, three hyphens before and after it:\n${example}`,
)

export const fileStray = defineProblem<{ name: string; expected: string }>(
  'file_stray',
  'warn',
  ({ name }) => `${name} is not named for a language, so nothing in it is part of the issue.`,
  ({ expected }) => `Rename it to ${expected} if it is a translation; otherwise keep notes outside the issue’s folder.`,
)

export const languageUnknown = defineProblem<{ name: string; language: string; known: string[]; settings: string }>(
  'language_not_listed',
  'warn',
  ({ name, language, known, settings }) =>
    `${name} is read by nobody: ${settings} has the languages ${known.join(', ')}, and “${language}” is not one of them.`,
  ({ language, settings }) => `Add ${language} to languages in ${settings}, or delete the file.`,
)

export const pathOutside = defineProblem<{ name: string }>(
  'path_outside',
  'warn',
  ({ name }) => `${name} is a link to something outside the issue’s folder, and was not followed.`,
  ({ name }) => `Put a copy of the file in the place of ${name}: an issue has to be whole in its own folder.`,
)

export const imageTooLarge = defineProblem<{ size: string; limit: string }>(
  'image_too_large',
  'error',
  ({ size, limit }) => `This picture has ${size}; the limit is ${limit}.`,
  () => 'Save it smaller: 1,200 pixels wide is all a mail can show.',
)

export const sourceMissing = defineProblem<{ file: string; language: string }>(
  'source_missing',
  'error',
  ({ file, language }) =>
    `There is no ${file}. It is in the source language (${language}), which all others are translated from.`,
  ({ file, language }) => `Write ${file}, or put another language before ${language} in newsletter.yaml.`,
)

// Front matter

export const frontMatterMissing = defineProblem<{ example: string }>(
  'front_matter_missing',
  'error',
  () => 'The front matter is missing: the lines about the issue that stand first in the file.',
  ({ example }) => `Put these lines before everything else:\n${example}`,
)

export const frontMatterUnclosed = defineProblem(
  'front_matter_unclosed',
  'error',
  () => 'The front matter begins here and never ends.',
  () => 'Put a line of three hyphens after its last line: ---',
)

export const frontMatterLanguage = defineProblem<{ written: string }>(
  'front_matter_language',
  'error',
  ({ written }) => `The first line says “${written}”. Front matter is YAML and nothing else.`,
  () => 'Write the line as: ---',
)

export const frontMatterFence = defineProblem<{ written: string; end: boolean }>(
  'front_matter_fence',
  'error',
  ({ written, end }) =>
    written === ''
      ? 'There is no line of three hyphens above these lines, so they would be printed as the letter.'
      : `The line that ${end ? 'ends' : 'begins'} the front matter says “${written}”. It has to be three hyphens at the left edge.`,
  ({ written }) => (written === '' ? 'Put this line above it: ---' : 'Write the line as: ---'),
)

export const yamlBroken = defineProblem<{ what: string; corrected?: string; line: number; firstLine?: number }>(
  'yaml_broken',
  'error',
  ({ what }) => `This cannot be read as YAML: ${what}.`,
  ({ corrected, line, firstLine }) =>
    corrected !== undefined
      ? `Write the line as: ${corrected}`
      : firstLine !== undefined
        ? `Keep the line that is right and delete the other: line ${firstLine} or line ${line}.`
        : 'Look at this line and the ones around it: each is “name: value”, with quotes around a value that holds a colon.',
)

export const valueCut = defineProblem<{ key: string; words: string; corrected: string }>(
  'yaml_value_cut',
  'error',
  ({ key, words }) => `“${key}” ends before “${words}”: after a space, # begins a note that nobody gets to read.`,
  ({ corrected }) =>
    `If it belongs to the words, write the line as: ${corrected}\nIf it is a note, put it on a line of its own.`,
)

export const valueCurly = defineProblem<{ key: string; words: string; corrected: string }>(
  'yaml_value_curly',
  'warn',
  ({ key, words }) => `The curly quotes around “${key}” would be printed with it: ${words}`,
  ({ corrected }) => `Write the line as: ${corrected}`,
)

export const keyUnknown = defineProblem<{ key: string; meant: string | undefined; known: string[] }>(
  'yaml_key_unknown',
  'error',
  ({ key }) => `“${key}” is not known here, so what it says would be lost.`,
  ({ meant, known }) => (meant ? `Did you mean ${meant}?` : `Use ${known.join(', ')}, or delete the line.`),
)

interface Absent {
  key: string
  expected: string
  /** The line as it could be. */
  example: string | undefined
  /** What to do, where a line to copy would be an answer that is not ours to give. */
  advice?: string | undefined
}

/** What a value has to be may itself end in a question, which takes no full stop. */
const endSentence = (words: string): string => (/[.?!…]$/.test(words) ? words : `${words}.`)

export const hyphenMissing = defineProblem<{ key: string; example: string }>(
  'yaml_hyphen_missing',
  'error',
  ({ key }) =>
    `“${key}” is a list, and the hyphen that begins its first item is missing, so these lines cannot be told from the next item’s.`,
  ({ example }) => `Write the lines as:\n${example}`,
)

export const keyMissing = defineProblem<Absent>(
  'yaml_key_missing',
  'error',
  ({ key, expected }) => `“${key}” is missing. It has to be ${endSentence(expected)}`,
  ({ key, example, advice }) => (example ? `Add the line: ${example}` : `Add ${key}.${advice ? ` ${advice}` : ''}`),
)

export const keyEmpty = defineProblem<Absent>(
  'yaml_value_empty',
  'error',
  ({ key, expected }) => `“${key}” is empty. It has to be ${endSentence(expected)}`,
  ({ key, example, advice }) =>
    advice ?? `Write it behind the colon of this line${example ? `, such as: ${example.trim()}` : ` of ${key}.`}`,
)

export const keyInvalid = defineProblem<{
  key: string
  value: string
  expected: string
  corrected: string | undefined
  advice?: string | undefined
}>(
  'yaml_value_invalid',
  'error',
  ({ key, value, expected }) => `“${key}” cannot be ${value}. It has to be ${endSentence(expected)}`,
  ({ expected, corrected, advice }) =>
    corrected ? `Write the line as: ${corrected}` : (advice ?? `Change it to ${endSentence(expected)}`),
)

export const metaDiffers = defineProblem<{ key: string; value: string; shared: string; source: string }>(
  'meta_differs',
  'error',
  ({ key, value, shared, source }) => `“${key}” is ${value} here and ${shared} in ${source}, but it is one issue.`,
  ({ key, source }) => `Delete the line: ${key} counts for all languages and stands in ${source}.`,
)

// newsletter.yaml

export const newsletterMissing = defineProblem<{ file: string }>(
  'newsletter_missing',
  'error',
  ({ file }) => `There is no ${file}, which says who sends the newsletter and in which languages.`,
  () => 'Make one with: npx wayforward init',
)

export const fallbackCycle = defineProblem<{ path: string[] }>(
  'fallback_cycle',
  'error',
  ({ path }) => `These languages stand in for each other without end: ${path.join(' → ')}.`,
  ({ path }) => `Let one of them wait: ${path[0]}: wait`,
)

export const fallbackUnknown = defineProblem<{ language: string; known: string[]; source: string }>(
  'fallback_unknown',
  'error',
  ({ language, source }) =>
    language === source
      ? `“${language}” is the source language. Every issue has it, so nothing stands in for it.`
      : `“${language}” is not one of the newsletter’s languages.`,
  ({ language, known, source }) =>
    language === source ? `Delete the line of ${language}.` : `Use one of ${known.join(', ')}.`,
)

export const issueFolderName = defineProblem<{ name: string; expected: string }>(
  'issue_folder_name',
  'error',
  ({ name }) =>
    `The folder ${name} has a name that cannot go into a web address or to the provider: it may hold small letters a–z, digits and hyphens.`,
  ({ expected }) => `Rename the folder to ${expected}.`,
)
