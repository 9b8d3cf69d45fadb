import { Button, PasswordInput, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { type FormEvent, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { cookie } from '../../api/client'
import { signIn, touch } from '../../api/session'
import { boot, publicOrigin } from '../../boot'
import { ProblemNote } from '../../ui/Note'
import { usePageTitle } from '../../ui/Page'
import { AccessFrame } from './AccessFrame'

/** Only addresses of this site; anything else would let a link send people elsewhere after signing in. */
export function safeNext(next: string | undefined): string {
  return next?.startsWith('/') && !next.startsWith('//') && !next.includes('\\') ? next : '/'
}

export function LoginPage() {
  const { t } = useTranslation()
  usePageTitle(t('access.sign_in'))
  const { next } = useSearch({ from: '/login' })
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  useEffect(() => {
    if (!cookie('csrftoken')) void touch().catch(() => undefined)
  }, [])
  const login = useMutation({
    mutationFn: () => signIn(email, password),
    onSuccess: () => window.location.assign(safeNext(next)),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    login.mutate()
  }
  return (
    <AccessFrame>
      <h1>{t('access.sign_in_to', { company: boot.tenant?.name ?? 'Seatline' })}</h1>
      <p>{t('access.sign_in_hint')}</p>
      <form className="sl-form" onSubmit={submit}>
        <TextInput
          label={t('access.email')}
          type="email"
          autoComplete="username"
          required
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
          data-testid="login-email"
        />
        <PasswordInput
          label={t('access.password')}
          autoComplete="current-password"
          required
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          visibilityToggleButtonProps={{ 'aria-label': t('access.show_password') }}
          data-testid="login-password"
        />
        <ProblemNote error={login.error} testId="login-problem" />
        <Button type="submit" loading={login.isPending || login.isSuccess} data-testid="login-submit">
          {t('access.sign_in')}
        </Button>
      </form>
      <p className="sl-prose" style={{ marginTop: 20 }}>
        <a href={`${publicOrigin()}/signin`}>{t('access.other_company')}</a>
      </p>
    </AccessFrame>
  )
}
