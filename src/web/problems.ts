import { defineProblem } from '../problem/problem.ts'

export const portTaken = defineProblem<{ host: string; port: number }>(
  'port_taken',
  'error',
  ({ host, port }) => `Port ${port} of ${host} is in use already, so the pages cannot be served there.`,
  () => 'If another `npx wayforward serve` is running, this one is not needed. Otherwise choose a port: --port 3001.',
)

export const portForbidden = defineProblem<{ port: number }>(
  'port_forbidden',
  'error',
  ({ port }) => `This computer does not let your user serve on port ${port}.`,
  () => 'Choose a port from 1024 on, such as --port 3000, and let your web server pass requests on to it.',
)

export const hostUnusable = defineProblem<{ host: string; code: string }>(
  'host_unusable',
  'error',
  ({ host, code }) => `This computer cannot be reached as ${host} (${code}), so the pages cannot be served there.`,
  () => 'Use --host 127.0.0.1 for this computer only, or --host 0.0.0.0 for every network it is in.',
)
