import { Button, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { publicHost, tenantOrigin } from '../../boot'
import { usePageTitle } from '../../ui/Page'
import { GoTo } from './GoTo'

/** The first label of whatever was typed: a bare name, a host or a whole address. */
export function slugIn(text: string): string {
  const host = text
    .trim()
    .toLowerCase()
    .replace(/^https?:\/\//, '')
    .split(/[/:]/)[0]
  return host?.split('.')[0] ?? ''
}

const KEY = 'seatline.company'

export function FindCompany() {
  const { t } = useTranslation()
  usePageTitle(t('access.sign_in'))
  const [text, setText] = useState(() => window.localStorage.getItem(KEY) ?? '')
  const [wrong, setWrong] = useState(false)
  const go = (event: FormEvent) => {
    event.preventDefault()
    const slug = slugIn(text)
    if (!/^[a-z0-9][a-z0-9-]*$/.test(slug)) {
      setWrong(true)
      return
    }
    window.localStorage.setItem(KEY, slug)
    window.location.assign(`${tenantOrigin(slug)}/login`)
  }
  return (
    <div className="small-page">
      <h1>{t('access.sign_in')}</h1>
      <p>{t('access.which_company')}</p>
      <form className="sl-form" onSubmit={go}>
        <TextInput
          label={t('access.company_address')}
          description={t('access.company_hint', { domain: publicHost() })}
          placeholder="acme"
          value={text}
          error={wrong ? t('access.company_wrong') : undefined}
          onChange={(event) => {
            setWrong(false)
            setText(event.currentTarget.value)
          }}
          autoComplete="organization"
          autoCapitalize="none"
          data-testid="signin-company"
        />
        <Button type="submit" data-testid="signin-continue">
          {t('app.continue')}
        </Button>
      </form>
      <p className="sl-prose" style={{ marginTop: 20 }}>
        {t('access.no_company')} <GoTo href="/signup">{t('public.start')}</GoTo>
      </p>
    </div>
  )
}
