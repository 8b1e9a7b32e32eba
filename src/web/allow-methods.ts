import type { SiteApp } from './site.ts'

/** Answer what a path does not do: OPTIONS with what it does, any other method with 405. Changes nothing. */
export function allowMethods(app: SiteApp, path: string, methods: string): void {
  app.options(path, (c) => c.body(null, 204, { allow: methods }))
  app.all(path, (c) => c.text('Method not allowed\n', 405, { allow: methods }))
}
