import { allowMethods } from '../allow-methods.ts'
import type { AddRoute } from '../site.ts'
import { showLeaving } from './unsubscribe.ts'

const path = '/p/:token'

/** `/p/<token>`: what a reader wants to receive. Until there is a choice, the choice is to leave. */
export const addPreferencesRoute: AddRoute = (app, site) => {
  app.get(path, (c) => {
    c.set('route', 'preferences')
    return showLeaving(c, site, c.req.param('token'))
  })
  allowMethods(app, path, 'GET, HEAD, OPTIONS')
}
