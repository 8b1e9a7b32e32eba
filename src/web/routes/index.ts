import type { AddRoute } from '../site.ts'
import { addHealthRoute } from './health.ts'
import { addPictureRoute } from './picture.ts'
import { addPreferencesRoute } from './preferences.ts'
import { addUnsubscribeRoute } from './unsubscribe.ts'
import { addWebhookRoute } from './webhook.ts'

/** Everything the public server answers. */
export const routes: AddRoute[] = [
  addPictureRoute,
  addUnsubscribeRoute,
  addPreferencesRoute,
  addHealthRoute,
  addWebhookRoute,
]
