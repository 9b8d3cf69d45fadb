import { useTranslation } from 'react-i18next'
import type { CallDetail } from '../../api/types'
import { useDispositionLabel } from '../../desk/useDispositionLabel'
import { durationText, secondsBetween } from '../../format/duration'
import { timeWithSeconds } from '../../format/intl'
import { Panel } from '../../ui/Page'

type Handling = CallDetail['handlings'][number]

function Facts({ handling }: { handling: Handling }) {
  const labelOf = useDispositionLabel()
  const { t } = useTranslation()
  const facts: [string, string][] = [
    ['accepted', timeWithSeconds(handling.accepted_at)],
    ['talk', durationText(handling.talk_ms === null ? null : handling.talk_ms / 1000)],
    ['hold', durationText(handling.hold_ms / 1000)],
    ['wrapup', durationText(secondsBetween(handling.ended_at, handling.wrapped_up_at))],
    ['disposition', handling.disposition ? labelOf(handling.disposition) : '–'],
    [
      'ended_by',
      handling.ended_by ? t(`ended_by.${handling.ended_by}`, { defaultValue: handling.ended_by }) : '–',
    ],
  ]
  return (
    <dl className="sl-facts">
      {facts.map(([name, value]) => (
        <div key={name} style={{ display: 'contents' }}>
          <dt>{t(`calls.${name}`)}</dt>
          <dd className="num">{value}</dd>
        </div>
      ))}
    </dl>
  )
}

export function CallHandlings({ call }: { call: CallDetail }) {
  const { t } = useTranslation()
  return call.handlings.map((handling) => (
    <Panel key={handling.id} title={t('calls.handled_by', { agent: handling.agent })} testId="call-handling">
      <Facts handling={handling} />
      {handling.note ? (
        <p className="timeline-text" data-testid="handling-note">
          {handling.note}
        </p>
      ) : null}
    </Panel>
  ))
}
