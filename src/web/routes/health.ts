import { Problem } from '../../problem/problem.ts'
import { allowMethods } from '../allow-methods.ts'
import type { AddRoute } from '../site.ts'

const path = '/health'

/** `/health`: whether this newsletter's list answers here. Names no version and no number. */
export const addHealthRoute: AddRoute = (app, { home }) => {
  app.get(path, async (c) => {
    c.set('route', 'health')
    try {
      return c.json({ wayforward: 'ok', list: await home.describeHealth() })
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      c.set('failure', error.code)
      return c.json({ wayforward: 'failing' }, 503)
    }
  })
  allowMethods(app, path, 'GET, HEAD, OPTIONS')
}
