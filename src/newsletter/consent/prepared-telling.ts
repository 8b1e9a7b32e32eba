import { visit } from 'unist-util-visit'
import type { Document } from '../../document/document.ts'
import { imagePath } from '../../document/image-path.ts'
import type { Rendition } from '../../edition/edition.ts'
import type { Telling } from '../../stories/tellings.ts'

/** A telling as it is rendered. */
export interface PreparedTelling extends Telling {
  /** File names of the renditions of its pictures. */
  renditions: string[]
  /** Of those, the ones that nothing else in the issue shows: they go when the story is withdrawn. */
  ownRenditions: string[]
}

/** Put the file names of their renditions to an issue's tellings. */
export function prepareTellings(
  tellings: readonly Telling[],
  documents: readonly Document[],
  { renditions, logo }: { renditions: ReadonlyMap<string, Rendition>; logo: Rendition },
): PreparedTelling[] {
  const nameOf = (path: string): string[] => {
    const rendition = renditions.get(path)
    return rendition ? [rendition.name] : []
  }
  const told = new Set(tellings.map(({ language, block }) => `${language} ${block}`))
  const elsewhere = new Set([logo.name])
  for (const { language, blocks } of documents) {
    for (const block of blocks) {
      if (told.has(`${language} ${block.id}`)) continue
      visit({ type: 'root', children: block.body }, 'image', ({ url }) => {
        for (const name of nameOf(imagePath(url))) elsewhere.add(name)
      })
    }
  }
  return tellings.map((telling) => {
    const names = [...new Set(telling.pictures.flatMap(nameOf))]
    return { ...telling, renditions: names, ownRenditions: names.filter((name) => !elsewhere.has(name)) }
  })
}
