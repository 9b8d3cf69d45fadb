import { Button, PasswordInput, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { queries } from '../../app/Providers'
import { GoTo } from '../public/GoTo'
import { AddressField, slugOptions } from './AddressField'
import { accountProblems } from './check'
import type { SignupDraft } from './draft'
import type { StepProps } from './SignupPage'

/** A wished address that is taken is told here and now; when nobody answers, sign-up itself will tell. */
async function isTaken(slug: string): Promise<boolean> {
  if (!slug) return false
  const reply = await queries.fetchQuery(slugOptions(slug)).catch(() => null)
  return reply?.available === false
}

interface Props extends StepProps {
  password: string
  setPassword: (password: string) => void
  onNext: () => void
}

export function AccountStep({ draft, change, errors, password, setPassword, onNext }: Props) {
  const { t } = useTranslation()
  const [tried, setTried] = useState(false)
  const problems = accountProblems(draft, password)
  const errorOf = (name: string) =>
    tried && problems[name] ? t(`signup.wrong.${problems[name]}`) : errors[name]
  const field = (name: keyof SignupDraft & ('company' | 'name' | 'email')) => ({
    label: t(`signup.${name}`),
    value: draft[name],
    error: errorOf(name),
    required: true,
    onChange: (event: { currentTarget: { value: string } }) => change({ [name]: event.currentTarget.value }),
    'data-testid': `signup-field-${name}`,
  })
  const next = async (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (Object.keys(problems).length > 0) return
    if (!(await isTaken(draft.slug))) onNext()
  }
  return (
    <form onSubmit={(event) => void next(event)} noValidate>
      <h1>{t('signup.account_title')}</h1>
      <p className="wizard-lead">{t('signup.account_lead')}</p>
      <div className="sl-form">
        <TextInput {...field('company')} autoComplete="organization" />
        <AddressField draft={draft} change={change} error={errorOf('slug')} />
        <TextInput {...field('name')} autoComplete="name" />
        <TextInput {...field('email')} type="email" autoComplete="email" />
        <PasswordInput
          label={t('access.new_password')}
          description={t('access.password_hint')}
          autoComplete="new-password"
          required
          value={password}
          error={errorOf('password')}
          onChange={(event) => setPassword(event.currentTarget.value)}
          visibilityToggleButtonProps={{ 'aria-label': t('access.show_password') }}
          data-testid="signup-field-password"
        />
      </div>
      <div className="wizard-foot">
        <span className="sl-small sl-prose">
          {t('signup.have_account')} <GoTo href="/signin">{t('access.sign_in')}</GoTo>
        </span>
        <Button type="submit" data-testid="signup-next">
          {t('app.continue')}
        </Button>
      </div>
    </form>
  )
}
