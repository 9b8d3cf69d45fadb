import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useDesk } from '../../desk/store'
import { useDispositionLabel } from '../../desk/useDispositionLabel'
import { dateTime } from '../../format/intl'
import { phoneText } from '../../format/phone'
import { Panel } from '../../ui/Page'
import { Tag } from '../../ui/Tag'

export function RecentCalls() {
  const { t } = useTranslation()
  const labelOf = useDispositionLabel()
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
            {call.outcome ? <Tag tone="quiet">{labelOf(call.outcome)}</Tag> : null}
            <span className="sl-small sl-soft num">{dateTime(call.at)}</span>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
