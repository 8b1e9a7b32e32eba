export { dueTimes, neverFires, nextDue } from '../issue/due-times.ts'
