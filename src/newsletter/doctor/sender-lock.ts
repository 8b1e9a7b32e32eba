import { isSenderBusy } from '../../store/inspect-store.ts'
import { dataPaths } from '../workspace.ts'
import { defineCheck } from './check.ts'
import { ok, warn } from './line.ts'

/** Nobody sends just now, so that a send could begin. */
export const senderLock = defineCheck('sender', ({ config, store }) => {
  if (store.kind === 'none') return []
  return isSenderBusy(dataPaths(config).senderLock)
    ? warn(
        'sender',
        'Something is being sent from here at this moment.',
        'Wait until it is done; `npx wayforward status` shows it.',
      )
    : ok('sender', 'Nothing is being sent, so a send can begin.')
})
