import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { CallDetail } from '../../api/types'
import { durationText, secondsBetween } from '../../format/duration'
import { timeWithSeconds } from '../../format/intl'
import { Panel } from '../../ui/Page'
import { outcomeText } from '../contacts/entryTitle'
import { toldEvents } from './events'
import { SmallTable } from './SmallTable'

type Part = { call: CallDetail }

export function CallTrace({ call }: Part) {
  const { t } = useTranslation()
  if (call.trace.length === 0) return <p className="sl-soft">{t('calls.no_path')}</p>
  return (
    <ol className="sl-trace" data-testid="call-trace">
      {call.trace.map((step, index) => (
        // A flow may pass the same node twice; its place in the path is what tells the visits apart.
        // biome-ignore lint/suspicious/noArrayIndexKey: a path is a sequence
        <li key={index}>
          <span>{t(`step_name.${step.node}`, { defaultValue: step.node })}</span>
          {step.input ? <strong className="num"> {t('calls.pressed', { digits: step.input })}</strong> : null}
          {step.exit ? (
            <span className="sl-soft"> → {t(`exit.${step.exit}`, { defaultValue: step.exit })}</span>
          ) : null}
        </li>
      ))}
    </ol>
  )
}

export function reasonText(t: TFunction, code: string, detail?: string): string {
  return t(`reason.${code}`, { defaultValue: detail || code.replaceAll('_', ' ') })
}

export function WhyWaited({ call }: Part) {
  const { t } = useTranslation()
  const { reasons } = call
  if (reasons.length === 0) return null
  return (
    <Panel title={t('calls.why')} pad={false} testId="why-waited">
      <SmallTable
        label={t('calls.why')}
        columns={[t('calls.at'), t('calls.agent'), t('calls.reason')]}
        rows={reasons.map((reason, index) => ({
          key: index,
          cells: [timeWithSeconds(reason.at), reason.agent || '–', reasonText(t, reason.code, reason.detail)],
        }))}
      />
    </Panel>
  )
}

export function CallVisits({ call }: Part) {
  const { t } = useTranslation()
  if (call.visits.length === 0) return null
  return (
    <Panel title={t('calls.visits')} pad={false}>
      <SmallTable
        label={t('calls.visits')}
        columns={[t('calls.queue'), t('calls.entered'), t('calls.wait'), t('calls.outcome')]}
        rows={call.visits.map((visit) => ({
          key: visit.id,
          cells: [
            visit.queue,
            timeWithSeconds(visit.enqueued_at),
            durationText(visit.wait_ms === null ? null : visit.wait_ms / 1000),
            visit.outcome ? outcomeText(t, visit.outcome) : t('call_state.waiting'),
          ],
        }))}
      />
    </Panel>
  )
}

export function CallOffers({ call }: Part) {
  const { t } = useTranslation()
  if (call.offers.length === 0) return null
  return (
    <Panel title={t('calls.offers')} pad={false}>
      <SmallTable
        label={t('calls.offers')}
        columns={[t('calls.agent'), t('calls.rang_at'), t('calls.rang_for'), t('calls.outcome')]}
        rows={call.offers.map((offer) => ({
          key: offer.id,
          cells: [
            offer.agent,
            timeWithSeconds(offer.offered_at),
            durationText(secondsBetween(offer.offered_at, offer.ended_at)),
            t(`offer_state.${offer.state}`, { defaultValue: offer.state }),
          ],
        }))}
      />
    </Panel>
  )
}

export function CallEvents({ call }: Part) {
  const { t } = useTranslation()
  const lines = toldEvents(t, call)
  if (lines.length === 0) return null
  return (
    <Panel title={t('calls.events')} pad={false}>
      <SmallTable
        label={t('calls.events')}
        columns={[t('calls.at'), t('calls.event')]}
        rows={lines.map((line, index) => ({ key: index, cells: [timeWithSeconds(line.at), line.text] }))}
      />
    </Panel>
  )
}
