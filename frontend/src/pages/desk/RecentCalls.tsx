import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useDesk } from '../../desk/store'
import { dateTime } from '../../format/intl'
import { phoneText } from '../../format/phone'
import { Panel } from '../../ui/Page'
import { OutcomeTag } from '../calls/OutcomeTag'

export function RecentCalls() {
  const { t } = useTranslation()
  const recent = useDesk((desk) => desk.recent) ?? []
  return (
    <Panel title={t('desk.recent')} pad={false}>
      {recent.length === 0 ? <p className="sl-panel-pad sl-soft">{t('desk.no_recent')}</p> : null}
      <ul className="recent-calls" data-testid="recent-calls">
        {recent.map((call) => (
          <li key={call.call_id}>
            <Link to="/calls/$callId" params={{ callId: call.call_id }} className="sl-link">
              {call.caller.name || phoneText(call.caller.number)}
            </Link>
            <OutcomeTag call={{ outcome: call.outcome, state: '' }} />
            <span className="sl-small sl-soft num">{dateTime(call.at)}</span>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
