/** The id of the block that `gather` writes into every language, each with what is there in it: no translation of another. */
export const gatheredId = 'gathered'
