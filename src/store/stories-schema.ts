import type { Channel } from '../stories/record.ts'

/** Consent records and where their stories went. Times are epoch milliseconds. */
export interface StoryTables {
  stories: {
    id: string
    /** JSON of the record, for `story:<id>`; null once it was withdrawn and not kept. */
    sealed: Uint8Array | null
    withdrawn_at: number | null
    created_at: number
  }
  /** No foreign key: where a story went outlives its record. */
  story_uses: {
    story: string
    issue: string
    language: string
    channel: Channel
    text_hash: string
    at: number
  }
  story_pictures: {
    story: string
    /** A rendition's file name. */
    name: string
  }
}

/** What a sealed record is bound to. */
export function storyPurpose(id: string): string {
  return `story:${id}`
}

/** The setting that holds the highest number ever given to a record. */
export const lastStorySetting = 'last_story'
