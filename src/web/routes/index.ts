import type { AddRoute } from '../site.ts'
import { addApproveRoute } from './approve.ts'
import { addApproveEditionRoute } from './approve-edition.ts'
import { addApproveInRoute } from './approve-in.ts'
import { addApproveLinkRoute } from './approve-link.ts'
import { addApproveOutRoute } from './approve-out.ts'
import { addCalendarRoute } from './calendar.ts'
import { addHealthRoute } from './health.ts'
import { addPictureRoute } from './picture.ts'
import { addPreferencesRoute } from './preferences.ts'
import { addUnsubscribeRoute } from './unsubscribe.ts'
import { addWebhookRoute } from './webhook.ts'

/** Everything the public server answers. */
export const routes: AddRoute[] = [
  addPictureRoute,
  addCalendarRoute,
  addUnsubscribeRoute,
  addPreferencesRoute,
  addHealthRoute,
  addWebhookRoute,
  addApproveRoute,
  addApproveLinkRoute,
  addApproveInRoute,
  addApproveEditionRoute,
  addApproveOutRoute,
]
