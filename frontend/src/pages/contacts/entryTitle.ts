import type { TFunction } from 'i18next'
import type { TimelineEntry } from '../../api/types'

/** One line for an entry of a timeline: "Incoming call · Support · answered". */
export function entryTitle(t: TFunction, entry: TimelineEntry): string {
  if (entry.kind === 'note') return t('timeline.note')
  const direction = entry.direction === 'outbound' ? 'outbound' : 'inbound'
  const parts = [t(`timeline.${direction}`), entry.queue, entry.outcome ? outcomeText(t, entry.outcome) : '']
  return parts.filter(Boolean).join(' · ')
}

/** An outcome in words; one this version does not know is shown as it came. */
export function outcomeText(t: TFunction, outcome: string): string {
  return t(`outcome.${outcome}`, { defaultValue: outcome.replaceAll('_', ' ') })
}
