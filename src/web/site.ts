import type { Context, Hono } from 'hono'
import type { Home } from '../newsletter/open-home.ts'
import type { Look } from './look.ts'

/** What a request leaves behind for the log, which must not see its path: a path holds a reader's token. */
export interface SiteVariables {
  /** Which route answered. */
  route: string
  /** The code of the Problem, or the name of the error, that kept it from answering. */
  failure: string
}

export type SiteApp = Hono<{ Variables: SiteVariables }>
export type SiteContext = Context<{ Variables: SiteVariables }>

/** What every route is made with. */
export interface Site {
  home: Home
  look: Look
}

/** Adds one route to the app. */
export type AddRoute = (app: SiteApp, site: Site) => void
