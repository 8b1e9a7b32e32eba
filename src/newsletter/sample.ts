import { join, resolve } from 'node:path'
import type { Config } from '../config.ts'

/** The data folder of `npm start`. Sample data is loaded here and nowhere else. */
export function sampleDataFolder(root: string): string {
  return join(root, '.wayforward', 'demo')
}

/** Whether the data folder in use is the sample's. */
export function isSampleWorkspace(config: Config): boolean {
  return resolve(config.dataFolder) === resolve(sampleDataFolder(config.root))
}

/** The list of made-up subscribers that ships with the project. */
export function sampleListFile(root: string): string {
  return join(root, 'scripts', 'sample', 'subscribers.csv')
}

/** Whether a file is the sample list, by whatever path. */
export function isSampleFile(config: Config, file: string): boolean {
  return resolve(file) === resolve(sampleListFile(config.root))
}
