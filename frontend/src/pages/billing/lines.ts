import type { TFunction } from 'i18next'
import type { Invoice } from '../../api/types'

type Line = NonNullable<Invoice['lines']>[number]

/** What a line is for, in the reader's language; what only the provider can word stays as it words it. */
export function lineText(line: Line, t: TFunction): string {
  if (line.kind === 'seats') return t('billing.line_seats', { n: line.quantity })
  if (line.kind === 'minutes') {
    return t(line.unit_amount === 0 ? 'billing.line_trial_minutes' : 'billing.line_minutes')
  }
  return line.description
}
