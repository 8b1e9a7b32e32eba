import { Command, InvalidArgumentError } from 'commander'
import type { Config } from '../../config.ts'
import { currentConfig } from '../context.ts'
import { note, print, warn } from '../print.ts'

interface Options {
  port?: number
  host: string
  schedule: boolean
}

/** `wayforward serve` */
export function serveCommand(): Command {
  return new Command('serve')
    .description(
      'serve what mails link to, hear what the provider reports, and send what the schedule says, until stopped',
    )
    .option('--port <number>', 'port to listen on; PORT, or 3000, when left out', portNumber)
    .option('--host <address>', 'address to listen on; 0.0.0.0 opens it to every network', '127.0.0.1')
    .option('--no-schedule', 'only serve: nothing is sent by itself')
    .action(run)
}

async function run(options: Options): Promise<void> {
  const [{ openHome }, { servePort }, { servePublic }] = await Promise.all([
    import('../../newsletter/open-home.ts'),
    import('../../newsletter/serve-port.ts'),
    import('../../web/serve.ts'),
  ])
  const found = currentConfig()
  const port = options.port ?? servePort(found)
  // Links that are mailed while PUBLIC_URL is unset lead to this very server.
  const config = port === 0 ? found : { ...found, port }
  const stopped = new Promise<NodeJS.Signals>((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, resolve)
  })
  const home = await openHome(config, { warn })
  const server = await servePublic(home, { host: options.host, port, write: print }).catch(async (error: unknown) => {
    await home.close()
    throw error
  })
  note(`Serving ${home.settings.newsletter.name} at ${server.url}: pictures, unsubscribe links, health.`)
  if (home.desk) note(`Editors sign in and approve at ${config.publicUrl ?? server.url}/approve/ISSUE.`)
  if (home.receiveWebhook) note('Reports of Resend are heard at /webhooks/resend.')
  else warn('RESEND_WEBHOOK_SECRET is not set: nothing will be heard of bounces and complaints.')
  if (config.publicUrl === undefined) {
    warn('PUBLIC_URL is not set. Set it to the https address at which readers reach this server.')
  }
  const schedule = options.schedule ? await lookAfterSchedule(config) : undefined
  note('Stop with Ctrl-C. A line for each request follows.')
  await stopped
  note('Stopping: the batches under way are answered first.')
  // Readers who follow a link of a batch that is still going out are answered meanwhile.
  await schedule?.stop()
  await server.close()
}

async function lookAfterSchedule(config: Config): Promise<{ stop(): Promise<void> }> {
  const [{ startSchedule }, { describeSchedule }] = await Promise.all([
    import('../../schedule.ts'),
    import('../../newsletter/schedule/describe-schedule.ts'),
  ])
  note(await describeSchedule(config, Date.now()))
  const log = (line: object): void => print(JSON.stringify({ at: new Date().toISOString(), ...line }))
  return startSchedule(config, {
    warn,
    did: ({ kind, issue, said }) => log({ schedule: kind, issue, said }),
    failed: (failure) => log({ schedule: 'failed', failure }),
  })
}

function portNumber(text: string): number {
  const port = Number(text)
  if (!/^\d{1,5}$/.test(text) || port > 65_535) throw new InvalidArgumentError('It takes a port, from 0 to 65535.')
  return port
}
