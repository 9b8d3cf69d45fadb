import { Button } from '@mantine/core'
import { IconMap2 } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { EmptyState } from './EmptyState'

export function NotFound() {
  const { t } = useTranslation()
  return (
    <div className="sl-page">
      <EmptyState
        heading="h1"
        icon={<IconMap2 size={24} />}
        title={t('app.not_found')}
        action={
          <Button renderRoot={(props) => <Link to="/" {...props} />} mt="sm">
            {t('app.go_home')}
          </Button>
        }
      >
        {t('app.not_found_hint')}
      </EmptyState>
    </div>
  )
}
