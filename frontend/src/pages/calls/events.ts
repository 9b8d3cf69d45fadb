/** What of a call's history is told, and in which words. */
import type { TFunction } from 'i18next'
import type { CallDetail } from '../../api/types'

type Event = CallDetail['events'][number]

/** The carrier's own view of what another line of the history says already. */
const REPEATED = new Set([
  'carrier.queue_left',
  'agent.connected',
  'room.started',
  'room.ended',
  'room.held',
  'room.resumed',
  'room.unknown',
])

/** A leg's progress shows in arriving, ringing and ending; only an agent's leg that failed says more. */
const FAILED_LEG = new Set(['leg.busy', 'leg.failed', 'leg.no_answer'])

function isTold(event: Event): boolean {
  if (REPEATED.has(event.kind)) return false
  if (!event.kind.startsWith('leg.')) return true
  return FAILED_LEG.has(event.kind) && event.data.leg === 'agent'
}

function agentOf(call: CallDetail, data: Event['data']): string | undefined {
  const handled = call.handlings.find((row) => row.id === data.handling_id)
  const rang = call.offers.find((row) => row.id === data.offer_id)
  const known = call.reasons.find((row) => row.agent_id === data.agent_id)
  const alone = new Set(call.handlings.map((row) => row.agent)).size === 1 ? call.handlings[0] : undefined
  return (handled ?? rang ?? known ?? alone)?.agent || undefined
}

function whoOf(t: TFunction, call: CallDetail, event: Event): string {
  const leg = String(event.data.leg ?? '')
  if (leg === 'caller') return t('calls.the_caller')
  return agentOf(call, event.data) ?? t('calls.an_agent')
}

export function eventText(t: TFunction, call: CallDetail, event: Event): string {
  return t(`call_event.${event.kind.replaceAll('.', '_')}`, {
    who: whoOf(t, call, event),
    defaultValue: t('call_event.other', { kind: event.kind.replace(/[._]/g, ' ') }),
  })
}

/** The lines to show: without repetitions, nor the same words twice at the same second. */
export function toldEvents(t: TFunction, call: CallDetail): { at: string; text: string }[] {
  const lines = call.events.filter(isTold).map((event) => ({ at: event.at, text: eventText(t, call, event) }))
  return lines.filter((line, index) => {
    const before = lines[index - 1]
    return !before || before.text !== line.text || before.at.slice(0, 19) !== line.at.slice(0, 19)
  })
}
