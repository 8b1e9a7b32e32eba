/**
 * Writes scripts/sample/subscribers.csv, the list of made-up people that `npm start` loads.
 *
 *     node dist/scripts/sample-list.js
 */
import { writeFileSync } from 'node:fs'
import { makeSampleList } from './sample/make-list.ts'

writeFileSync('scripts/sample/subscribers.csv', makeSampleList())
