import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useDesk } from '../../desk/store'
import { usePresence } from '../../desk/usePresence'
import { AgentStatusTag } from '../../ui/AgentStatusTag'
import { Note } from '../../ui/Note'
import { Elapsed } from '../../ui/Timer'

export function StatusCard() {
  const { t } = useTranslation()
  const agent = useDesk((desk) => desk.agent)
  const { change, pending } = usePresence()
  if (!agent) return null
  return (
    <section
      className="sl-panel sl-panel-pad sl-stack"
      aria-label={t('desk.my_status')}
      data-testid="status-card"
    >
      <div className="desk-status">
        <AgentStatusTag status={agent.status} />
        <span className="time">
          <Elapsed since={agent.status_since} />
        </span>
      </div>
      <span className="sl-soft sl-small" data-testid="agent-status" data-status={agent.status}>
        {t(`desk.meaning.${agent.status}`)}
      </span>
      {agent.status === 'not_responding' ? <Note tone="bad">{t('desk.missed')}</Note> : null}
      {agent.status === 'available' ? (
        <Button
          variant="default"
          loading={pending}
          onClick={() => change('break')}
          data-testid="status-break"
        >
          {t('desk.take_break')}
        </Button>
      ) : null}
    </section>
  )
}
