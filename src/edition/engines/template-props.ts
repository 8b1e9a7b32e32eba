import type { Root } from 'hast'
import type { ReactElement } from 'react'
import type { TemplateData } from '../edition.ts'

/** Shows authored text: `<Prose of={block.body} />`. Links, lists and the brand's inline styles included. */
export type Prose = (props: { of: Root }) => ReactElement

/** What a React template's component gets. */
export type TemplateProps = TemplateData & { Prose: Prose }
