import type { PageContext } from './page.ts'

type Where = Pick<PageContext, 'language'>

/** A moment with its day of the week and zone, as the page's language writes it. */
export function writeTime({ language }: Where, at: number, timeZone: string): string {
  const style = { weekday: 'long', year: 'numeric', month: 'long', day: 'numeric' } as const
  const clock = { hour: 'numeric', minute: '2-digit', timeZoneName: 'short' } as const
  return new Intl.DateTimeFormat([language, 'en'], { ...style, ...clock, timeZone }).format(at)
}

/** A calendar date, `yyyy-mm-dd`, as the page's language writes it. */
export function writeDay({ language }: Where, date: string): string {
  const at = Date.parse(`${date}T00:00:00Z`)
  return new Intl.DateTimeFormat([language, 'en'], { dateStyle: 'long', timeZone: 'UTC' }).format(at)
}

/** A language's name in the page's language. */
export function writeLanguage({ language }: Where, tag: string): string {
  return new Intl.DisplayNames([language, 'en'], { type: 'language' }).of(tag) ?? tag
}
