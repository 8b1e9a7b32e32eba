import { type DetailPhrases, exact, phrase } from './phrases.ts'

/** Numbers that name one person or one case, in the form in which agencies and courts write them. */
export const numbers: DetailPhrases = {
  identifiers: [
    // An alien registration number: A and eight or nine digits.
    exact('A[- ]?(?:#|No\\.?|number)? ?\\d{2,3}[- ]?\\d{3}[- ]?\\d{3}'),
    // A receipt of USCIS.
    exact('(?:EAC|WAC|LIN|SRC|MSC|IOE|NBC|YSC)-?\\d{2}-?\\d{3}-?\\d{5}|(?:EAC|WAC|LIN|SRC|MSC|IOE|NBC|YSC)\\d{10}'),
    // A docket of a federal court: 3:19-cv-01234, 19-73210 after “No.”.
    phrase('\\d{1,2}:\\d{2}-(?:cv|cr|mj|po|mc)-\\d{3,6}(?:-\\p{L}+)*'),
    phrase(
      '(?:docket|case|file|receipt|caso|expediente|hồ sơ)(?: (?:no\\.?|number|núm\\.?|número|số))? ?[#:]? ?[\\p{L}]{0,4}\\d[\\d:-]{3,}\\d',
    ),
    exact('No\\. ?\\d{2}-\\d{4,6}'),
    // A social security number.
    exact('\\d{3}-\\d{2}-\\d{4}'),
  ],
}
