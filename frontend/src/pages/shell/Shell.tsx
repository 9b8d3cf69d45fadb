import { Drawer } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { Outlet } from '@tanstack/react-router'
import { type ReactNode, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { useMe } from '../../api/useMe'
import { DeskProvider } from '../../desk/DeskProvider'
import { PhoneBar } from '../desk/PhoneBar'
import { Banners } from './Banners'
import { Nav } from './Nav'
import './shell.css'
import { TopBar } from './TopBar'

function Frame({ phone }: { phone: ReactNode }) {
  const { t } = useTranslation()
  const [open, drawer] = useDisclosure(false)
  return (
    <div className="shell">
      <a className="skip" href="#main">
        {t('app.skip')}
      </a>
      <TopBar onMenu={drawer.open} desk={phone !== null} />
      <Banners />
      <nav className="shell-nav fixed" aria-label={t('nav.label')}>
        <Nav />
      </nav>
      <Drawer
        opened={open}
        onClose={drawer.close}
        size={260}
        title={t('nav.label')}
        closeButtonProps={{ 'aria-label': t('app.close') }}
      >
        <nav aria-label={t('nav.label')}>
          <Nav onGo={drawer.close} />
        </nav>
      </Drawer>
      <main id="main" className="shell-main" tabIndex={-1}>
        <Suspense fallback={null}>
          <Outlet />
        </Suspense>
      </main>
      {phone}
    </div>
  )
}

export function Shell() {
  const me = useMe()
  if (me.agent_id === null) return <Frame phone={null} />
  return (
    <DeskProvider>
      <Frame phone={<PhoneBar />} />
    </DeskProvider>
  )
}
