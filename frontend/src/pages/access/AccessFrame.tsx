import type { ReactNode } from 'react'
import { boot } from '../../boot'
import { Logo } from '../../ui/Logo'
import { LanguageSwitch, SchemeSwitch } from '../../ui/Switches'
import '../public/public.css'

/** The page around signing in and joining. */
export function AccessFrame({ children }: { children: ReactNode }) {
  return (
    <div className="public">
      <header className="public-top">
        <span className="sl-row">
          <Logo size={28} />
          <span className="sl-soft">{boot.tenant?.name}</span>
        </span>
        <div className="sl-row public-tools">
          <LanguageSwitch />
          <SchemeSwitch />
        </div>
      </header>
      <main id="main" className="public-main">
        <div className="small-page">{children}</div>
      </main>
    </div>
  )
}
