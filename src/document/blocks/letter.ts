/** The letter is the prose before the first block: it has no directive, and so no attributes. */
export type LetterAttributes = Record<string, never>
