import { Button } from '@mantine/core'
import { IconHeadset } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { atLeast, useMe } from '../../api/useMe'
import { EmptyState } from '../../ui/EmptyState'

/** For people who do not take calls. */
export function NoDesk() {
  const { t } = useTranslation()
  const { role } = useMe()
  const admin = atLeast(role, 'admin')
  return (
    <div className="sl-page">
      <h1 className="desk-hidden">{t('nav.desk')}</h1>
      <EmptyState
        icon={<IconHeadset size={24} />}
        title={t('desk.no_desk')}
        action={
          admin ? (
            <Button mt="sm" renderRoot={(props) => <Link to="/team" {...props} />}>
              {t('desk.open_team')}
            </Button>
          ) : null
        }
      >
        {t(admin ? 'desk.no_desk_admin' : 'desk.no_desk_hint')}
      </EmptyState>
    </div>
  )
}
