import { defineProblem } from '../problem/problem.ts'

const example =
  '{"text": "The clinic represents felons.", "lang": "en", "context": "prose", "expect": [{"category": "criminal-label", "severity": "error", "phrase": "felons"}]}'

export const scoreCaseBroken = defineProblem<{ what: string | undefined }>(
  'score_case_broken',
  'error',
  ({ what }) =>
    what === undefined
      ? 'This line is no JSON, so it was not scored.'
      : `This line is no labelled sentence, so it was not scored. It lacks ${what}.`,
  () => `One sentence stands on each line, like this:\n${example}`,
)

export const scoreEmpty = defineProblem(
  'score_empty',
  'error',
  () => 'The file holds no labelled sentences, so there is nothing to score.',
  () => `Put one sentence on each line, like this:\n${example}`,
)

export const scoreFile = defineProblem<{ file: string; cause: 'missing' | 'folder' | 'unreadable' | 'encoding' }>(
  'score_file',
  'error',
  ({ file, cause }) =>
    ({
      missing: `There is no file ${file}.`,
      folder: `${file} is a folder, and scoring takes a file.`,
      unreadable: `${file} could not be read.`,
      encoding: `${file} is no UTF-8 text.`,
    })[cause],
  ({ cause }) =>
    cause === 'encoding'
      ? 'Save it again as UTF-8.'
      : 'Give the path of a file with labelled sentences: `wayforward guide score sentences.jsonl`.',
)
