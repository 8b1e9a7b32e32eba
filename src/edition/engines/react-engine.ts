import { join } from 'node:path'
import type { Root } from 'hast'
import type { ComponentType, ReactElement } from 'react'
import { Problem } from '../../problem/problem.ts'
import type { TemplateData } from '../edition.ts'
import { bundleTemplate } from './bundle-template.ts'
import type { LoadedEngine } from './loaded-engine.ts'
import { templateComponent, templateRender } from './problems.ts'
import { displayPath, readTemplateFile } from './template-files.ts'
import type { Prose, TemplateProps } from './template-props.ts'

/**
 * A template in React: the default export of `<name>.tsx`, a component of TemplateProps, with whatever it imports.
 * It is code of the repository, trusted as such. Throws a Problem at the template's file and line.
 */
export async function loadReactEngine(
  templatesFolder: string,
  name: string,
  cacheFolder: string,
): Promise<LoadedEngine> {
  const entry = join(templatesFolder, `${name}.tsx`)
  await readTemplateFile(templatesFolder, entry)
  const { jsx, render, Prose } = await loadReact()
  const { exports, files, locate } = await bundleTemplate(templatesFolder, entry, cacheFolder)

  const Template = exports.default
  if (typeof Template !== 'function') throw templateComponent(undefined, { file: displayPath(templatesFolder, entry) })

  return {
    files,
    engine: {
      async render(data: TemplateData) {
        try {
          return withoutBrowserHelp(await render(jsx(Template as ComponentType<TemplateProps>, { ...data, Prose })))
        } catch (cause) {
          if (cause instanceof Problem) throw cause
          const { file, line } = locate(cause) ?? { file: displayPath(templatesFolder, entry), line: 1 }
          const why = cause instanceof Error ? cause.message : String(cause)
          throw templateRender({ why: why.replace(/\.$/, '') }, { file, place: { line, column: 1 }, cause })
        }
      },
    },
  }
}

/**
 * React writes for a browser that will take the page over: comments to find its way back, and hints that fetch every
 * picture at once. A mail wants neither. Authored text cannot look like these, because in it `<` is escaped.
 */
function withoutBrowserHelp(html: string): string {
  return html.replace(/<!--(?:\/?\$|html|head|body| )-->|<link rel="preload" as="image"[^>]*>/g, '')
}

async function loadReact() {
  const { Fragment, jsx, jsxs } = await import('react/jsx-runtime')
  const { render } = await import('@react-email/components')
  const { toJsxRuntime } = await import('hast-util-to-jsx-runtime')
  const Prose: Prose = ({ of }: { of: Root }): ReactElement =>
    toJsxRuntime(of, { Fragment, jsx, jsxs, ignoreInvalidStyle: true })
  return { jsx, render, Prose }
}
