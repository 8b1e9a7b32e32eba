import type { DescribeBlock } from './describe.ts'

/** The letter is its prose. */
export const letter: DescribeBlock<'letter'> = () => ({})
