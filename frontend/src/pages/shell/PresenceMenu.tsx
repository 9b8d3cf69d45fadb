import { Button, Menu, VisuallyHidden } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useDesk } from '../../desk/store'
import { usePresence } from '../../desk/usePresence'
import { AgentStatusTag, statusLooks } from '../../ui/AgentStatusTag'
import { Elapsed } from '../../ui/Timer'

const choices = ['available', 'break', 'offline'] as const

export function PresenceMenu() {
  const { t } = useTranslation()
  const agent = useDesk((desk) => desk.agent)
  const { change, pending, mayGoAvailable } = usePresence()
  if (!agent) return null
  return (
    <>
      {mayGoAvailable ? (
        <Button
          size="compact-md"
          loading={pending}
          onClick={() => change('available')}
          data-testid="status-available"
        >
          {t('desk.go_available')}
        </Button>
      ) : null}
      <Menu position="bottom-end" width={230}>
        <Menu.Target>
          <Button
            variant="subtle"
            color="gray"
            size="compact-md"
            rightSection={<IconChevronDown size={14} aria-hidden />}
            data-testid="presence-menu"
          >
            <span className="sl-row presence-row">
              <VisuallyHidden>{t('desk.my_status')}</VisuallyHidden>
              <AgentStatusTag status={agent.status} />
              <span className="presence-time only-wide">
                <Elapsed since={agent.status_since} testId="presence-timer" />
              </span>
            </span>
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {choices.map((status) => {
            const { Icon } = statusLooks[status]
            return (
              <Menu.Item
                key={status}
                leftSection={<Icon size={16} aria-hidden />}
                disabled={agent.status === status}
                onClick={() => change(status)}
                data-testid={`presence-${status}`}
              >
                {t(`desk.choose.${status}`)}
              </Menu.Item>
            )
          })}
        </Menu.Dropdown>
      </Menu>
    </>
  )
}
