/** Seconds as 3:07 or 1:02:09; always the same width class, so timers do not shift the page. */
export function clockText(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds))
  const h = Math.floor(whole / 3600)
  const m = Math.floor((whole % 3600) / 60)
  const s = String(whole % 60).padStart(2, '0')
  return h > 0 ? `${h}:${String(m).padStart(2, '0')}:${s}` : `${m}:${s}`
}

export function secondsBetween(start: string | null | undefined, end: string | number | null): number | null {
  if (!start || end === null) return null
  const stop = typeof end === 'number' ? end : Date.parse(end)
  return Math.max(0, (stop - Date.parse(start)) / 1000)
}

export function durationText(seconds: number | null | undefined): string {
  return seconds === null || seconds === undefined ? '–' : clockText(Math.round(seconds))
}
