import { Button } from '@mantine/core'
import { Outlet, useRouterState } from '@tanstack/react-router'
import { Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { Logo } from '../../ui/Logo'
import { LanguageSwitch, SchemeSwitch } from '../../ui/Switches'
import { GoTo } from './GoTo'
import './public.css'

export function PublicFrame() {
  const { t } = useTranslation()
  const signingUp = useRouterState({ select: (state) => state.location.pathname.startsWith('/signup') })
  return (
    <div className="public">
      <a className="skip" href="#main">
        {t('app.skip')}
      </a>
      <header className="public-top">
        <GoTo href="/" className="public-home" label={t('public.home')}>
          <Logo size={28} />
        </GoTo>
        <div className="sl-row public-tools">
          <LanguageSwitch />
          <SchemeSwitch />
          <Button
            variant="subtle"
            color="gray"
            renderRoot={(props) => <GoTo href="/signin" {...props} />}
            data-testid="nav-signin"
          >
            {t('access.sign_in')}
          </Button>
          {signingUp ? null : (
            <Button
              className="only-wide-public"
              renderRoot={(props) => <GoTo href="/signup" {...props} />}
              data-testid="nav-signup"
            >
              {t('public.start')}
            </Button>
          )}
        </div>
      </header>
      <main id="main" tabIndex={-1} className="public-main">
        <Suspense fallback={null}>
          <Outlet />
        </Suspense>
      </main>
      <footer className="public-foot">
        <span>Seatline</span>
        <span>{t('public.foot')}</span>
      </footer>
    </div>
  )
}
