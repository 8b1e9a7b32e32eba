import type { Position } from 'unist'

export type IssueKind = 'monthly' | 'alert' | 'correction'

/** What all languages of an issue share; carried by the source language's file. */
export interface IssueMeta {
  /** Calendar date, `yyyy-mm-dd`, in the newsletter's timezone. */
  date: string
  kind: IssueKind
  /** Name of a template: `monthly` is templates/monthly.mjml or templates/monthly.tsx. */
  template: string
  /** Local time `yyyy-mm-ddThh:mm` in the newsletter's timezone at which an approved alert or correction goes out by itself. */
  sendAt?: string
  /** Of a correction: the issue it corrects. */
  corrects?: string
  /** Of a correction: ids of that issue's editions whose readers get it; all of them when absent. */
  editions?: string[]
}

/** What each language says for itself. Text is NFC. */
export interface LanguageMeta {
  title: string
  subject: string
  preheader: string
  /** Who read this translation, or false while nobody has. The source language needs no reviewer. */
  reviewed: string | false
  /** Of a translation: by block id (and `front` for title, subject and preheader), the hash of the source it was made from. */
  translated: Record<string, string>
  /** Entries of the guide that this file goes against, each with a person's word why. */
  waivers: Waiver[]
  /** Which words of this file carry the frame. */
  frame?: Frame
}

/** Somebody's word that an entry of the guide does not hold here. */
export interface Waiver {
  entry: string
  because: string
  by: string
  /** `yyyy-mm-dd`: the last day it holds. */
  until: string
}

/** The frame's parts, each in the very words of the file; what is not declared is absent. */
export interface Frame {
  value?: string
  problem?: string
  /** Who makes the problem, as the problem's words name them. */
  actor?: string
  solution?: string
  /** A link, a date or words that stand in an action. */
  action?: string
}

/** One language's file, before its Markdown is read. */
export interface IssueText {
  language: string
  /** Path as the person knows it (`issues/2024-10-descheduling/es.md`), used in problems. */
  file: string
  /** The whole file: UTF-8, no BOM, LF, NFC. */
  source: string
  meta: LanguageMeta
  /** Where each front matter key's value stands; parts by `frame.value` and `waivers.0`. */
  places: Partial<Record<string, Position>>
  /** The source with the front matter blanked out line by line, so that Markdown places are file places. */
  markdown: string
}

/** An image file of the issue, as written by a person. */
export interface IssueImage {
  /** As Markdown names it, relative to the issue's folder: `images/reentry.png`. */
  path: string
  bytes: Uint8Array
}

/** One newsletter: a folder of Markdown. */
export interface Issue {
  /** The folder's name. */
  id: string
  /** Absolute. */
  folder: string
  meta: IssueMeta
  /** In the newsletter's order of languages; only languages that have a file. */
  texts: IssueText[]
  images: IssueImage[]
}
