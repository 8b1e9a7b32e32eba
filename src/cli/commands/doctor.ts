import { Command } from 'commander'
import { currentConfig } from '../context.ts'
import { exitCodes } from '../exit.ts'
import { print, printJson } from '../print.ts'

interface Options {
  dns?: boolean
  json?: boolean
}

/** `wayforward doctor` */
export function doctorCommand(): Command {
  return new Command('doctor')
    .description('say whether everything is ready to send: settings, list, domain, public pages, schedule')
    .option('--dns', 'print the DNS records of the sending domain instead, to paste where it is managed')
    .option('--json', 'print {ready, lines}, or with --dns {domain, records, notes}')
    .addHelpText(
      'after',
      '\nExit code: 0 when nothing fails, 1 otherwise. It changes nothing, and ends within ten seconds.',
    )
    .action(run)
}

async function run({ dns, json }: Options): Promise<void> {
  const { formatDoctor, formatDnsRecords } = await import('../describe-doctor.ts')
  const config = currentConfig()
  if (dns) {
    const { listDnsRecords } = await import('../../newsletter/doctor/dns-records.ts')
    const records = await listDnsRecords(config)
    if (json) printJson(records)
    else print(formatDnsRecords(records))
    return
  }
  const { runDoctor } = await import('../../newsletter/doctor/run-doctor.ts')
  const report = await runDoctor(config)
  if (json) printJson(report)
  else print(formatDoctor(report))
  if (!report.ready) process.exitCode = exitCodes.problems
}
