import type { TemplateData } from './edition.ts'

/**
 * Turns one edition's content into a whole HTML document. Pure: the same data gives the same bytes.
 * Slots arrive as sentinels inside the data's strings and must come out unchanged; see `slot.ts`.
 */
export interface Engine {
  render(data: TemplateData): Promise<string>
}
