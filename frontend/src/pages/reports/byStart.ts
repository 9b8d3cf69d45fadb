/** Rows of several queues added up per interval; ratios are made of sums, never averaged. */
import type { ReportRow } from '../../api/types'

export interface Point {
  start: string
  answered: number
  abandoned: number
  level: number | null
}

interface Sum {
  answered: number
  abandoned: number
  short: number
  inTarget: number
}

export function byStart(rows: ReportRow[]): Point[] {
  const sums = new Map<string, Sum>()
  for (const row of rows) {
    const sum = sums.get(row.start) ?? { answered: 0, abandoned: 0, short: 0, inTarget: 0 }
    sum.answered += row.answered
    sum.abandoned += row.abandoned
    sum.short += row.short_abandoned
    sum.inTarget += row.answered_in_target
    sums.set(row.start, sum)
  }
  return [...sums.entries()]
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([start, sum]) => {
      const counted = sum.answered + sum.abandoned - sum.short
      return {
        start,
        answered: sum.answered,
        abandoned: sum.abandoned,
        level: counted > 0 ? sum.inTarget / counted : null,
      }
    })
}
