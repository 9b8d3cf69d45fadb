/** A week of opening spans as a form holds it. */
import type { Weekly } from '../../api/types'

export const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
export type Day = (typeof DAYS)[number]
export type Span = [string, string]

export const spansOf = (weekly: Weekly, day: Day): Span[] =>
  (weekly[day] ?? []).map(([from = '', to = '']) => [from, to])

export function setSpans(weekly: Weekly, day: Day, spans: Span[]): Weekly {
  return { ...weekly, [day]: spans }
}

export function toggleDay(weekly: Weekly, day: Day, open: boolean): Weekly {
  return setSpans(weekly, day, open ? [['09:00', '17:00']] : [])
}

export function setSpan(weekly: Weekly, day: Day, index: number, span: Span): Weekly {
  return setSpans(
    weekly,
    day,
    spansOf(weekly, day).map((old, at) => (at === index ? span : old)),
  )
}

/** Days whose spans end before they begin, or overlap. */
export function badDays(weekly: Weekly): Day[] {
  return DAYS.filter((day) => {
    const spans = [...spansOf(weekly, day)].sort((a, b) => a[0].localeCompare(b[0]))
    return spans.some(([from, to], index) => {
      const before = spans[index - 1]
      return from >= to || (before !== undefined && before[1] > from)
    })
  })
}
