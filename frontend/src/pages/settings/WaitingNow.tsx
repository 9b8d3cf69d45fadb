import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { waitingOptions } from '../../api/queries'
import { phoneText } from '../../format/phone'
import { ProblemNote } from '../../ui/Note'
import { Elapsed } from '../../ui/Timer'
import { reasonText } from '../calls/CallParts'
import { SmallTable } from '../calls/SmallTable'

/** Each waiting call, and for each agent the first reason why it did not go to them. */
export function WaitingNow({ queueId }: { queueId: number }) {
  const { t } = useTranslation()
  const { data, error } = useQuery(waitingOptions(queueId))
  if (error) return <ProblemNote error={error} />
  if (!data || data.length === 0) return <p className="sl-soft sl-small">{t('queue.nobody_waits')}</p>
  return (
    <SmallTable
      label={t('queue.waiting_now')}
      columns={[t('queue.place'), t('calls.caller'), t('calls.wait'), t('queue.why')]}
      testId="waiting-row"
      rows={data.map((call) => ({
        key: call.visit_id,
        cells: [
          call.position,
          <Link key="call" to="/calls/$callId" params={{ callId: call.call_id }}>
            {call.caller.name || phoneText(call.caller.number)}
          </Link>,
          <Elapsed key="wait" since={call.waiting_since} />,
          <ul key="why" className="flow-problems">
            {call.ringing_at ? <li>{t('queue.ringing_at', { agent: call.ringing_at.agent })}</li> : null}
            {call.reasons.map((reason) => (
              <li key={reason.agent_id}>
                {reason.agent}: {reasonText(t, reason.code, reason.detail)}
              </li>
            ))}
          </ul>,
        ],
      }))}
    />
  )
}
