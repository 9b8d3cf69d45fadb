import { ActionIcon } from '@mantine/core'
import { IconMenu2 } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { api } from '../../api/client'
import { useMe } from '../../api/useMe'
import { Logo } from '../../ui/Logo'
import { LanguageSwitch, SchemeSwitch } from '../../ui/Switches'
import { PresenceMenu } from './PresenceMenu'
import { QueueStrip } from './QueueStrip'
import { UserMenu } from './UserMenu'

export function TopBar({ onMenu, desk }: { onMenu: () => void; desk: boolean }) {
  const { t } = useTranslation()
  const me = useMe()
  return (
    <header className="shell-top">
      <ActionIcon
        className="only-narrow"
        variant="subtle"
        color="gray"
        size="lg"
        aria-label={t('nav.open')}
        onClick={onMenu}
        data-testid="nav-open"
      >
        <IconMenu2 size={20} />
      </ActionIcon>
      <span className="only-wide">
        <Logo size={24} />
      </span>
      <span className="shell-divider" aria-hidden />
      <span className="shell-tenant" data-testid="tenant-name">
        {me.tenant.name}
      </span>
      {desk ? <QueueStrip /> : null}
      <div className="shell-top-end">
        {desk ? <PresenceMenu /> : null}
        <LanguageSwitch onChange={(locale) => void api.patch('/me', { locale }).catch(() => undefined)} />
        <SchemeSwitch />
        <UserMenu />
      </div>
    </header>
  )
}
