import { z } from 'zod'
import type { BlockSpec } from './spec.ts'
import { captions, duration, webHref, words } from './values.ts'

const attributes = z.object({ href: webHref, duration, captions, label: words.optional() })

export type VideoAttributes = z.output<typeof attributes>

/** A film on another site, shown as its poster: mail programs play no video. */
export const video: BlockSpec<VideoAttributes> = {
  attributes,
  picture: true,
  example: `:::video{#series href="https://example.org/film" duration="3:42" captions="en,es"}
## Home again

![Two women talk on the steps of a house.](images/film.png)

The first of three short films.
:::`,
}
