// Those that templates are written with; another name makes a colour that cannot be told.
const named: Record<string, string> = {
  black: '#000000',
  silver: '#c0c0c0',
  gray: '#808080',
  grey: '#808080',
  white: '#ffffff',
  maroon: '#800000',
  red: '#ff0000',
  purple: '#800080',
  green: '#008000',
  lime: '#00ff00',
  olive: '#808000',
  yellow: '#ffff00',
  navy: '#000080',
  blue: '#0000ff',
  teal: '#008080',
  orange: '#ffa500',
}

/** A colour as `#rrggbb`; undefined for what cannot be told: variables, gradients, anything one can see through. */
export function readColour(written: string): string | undefined {
  const value = written.trim().toLowerCase()
  if (/^#[0-9a-f]{6}$/.test(value)) return value
  if (/^#[0-9a-f]{3}$/.test(value)) return `#${[...value.slice(1)].map((digit) => digit + digit).join('')}`
  const parts = /^rgba?\(\s*(\d+)[\s,]+(\d+)[\s,]+(\d+)(?:\s*[,/]\s*(?:1|1\.0|100%))?\s*\)$/.exec(value)
  if (parts) {
    const channels = parts.slice(1, 4).map((part) => Math.min(255, Number(part)))
    return `#${channels.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`
  }
  return named[value]
}
