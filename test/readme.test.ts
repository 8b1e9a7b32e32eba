import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { commands } from '../src/cli/commands/index.ts'
import { blockSpecs } from '../src/document/blocks/index.ts'

const readme = readFileSync('README.md', 'utf8')
const glossary = readFileSync('src/GLOSSARY.md', 'utf8')
const config = readFileSync('src/config.ts', 'utf8')

describe('the manual', () => {
  it('tells of every command', () => {
    const names = commands.map((command) => command().name()).filter((name) => name !== 'demo')
    for (const name of names) expect(readme, name).toMatch(new RegExp(`wayforward ${name}\\b`))
  })

  it('tells of every block and each of its attributes', () => {
    for (const [kind, { attributes }] of Object.entries(blockSpecs)) {
      const row = readme.split('\n').find((line) => line.startsWith(`| \`${kind}\``))
      expect(row, kind).toBeDefined()
      for (const attribute of Object.keys(attributes.shape)) expect(row, `${kind} ${attribute}`).toContain(attribute)
    }
  })

  it('tells of every variable of the environment', () => {
    const names = [...config.matchAll(/value\('([A-Z_]+)'\)/g)].map(([, name]) => name ?? '')
    expect(names.length).toBeGreaterThan(5)
    for (const name of names) expect(readme).toContain(`\`${name}\``)
  })

  it('has the real output in every example', () => {
    expect(readme).not.toMatch(/@@\w+@@/)
  })

  it('keeps one word for one thing', () => {
    for (const word of [
      'issue',
      'edition',
      'slot',
      'recipient',
      'exclusion',
      'suppression',
      'delivery',
      'batch',
      'held',
    ]) {
      expect(glossary).toContain(`| ${word}`)
    }
  })
})
