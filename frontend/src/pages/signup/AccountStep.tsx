import { Button, PasswordInput, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../api/client'
import { boot } from '../../boot'
import { GoTo } from '../public/GoTo'
import type { SignupDraft } from './draft'
import type { StepProps } from './SignupPage'

interface SlugReply {
  slug: string
  available?: boolean
}

/** The address the company would get, asked of the server while the name is typed. */
function useSlug(company: string) {
  const [name] = useDebouncedValue(company.trim(), 350)
  return useQuery({
    queryKey: ['slug', name],
    queryFn: () => api.get<SlugReply>('/signup/slug', { name }),
    enabled: name.length > 1,
    retry: false,
  }).data
}

interface Props extends StepProps {
  password: string
  setPassword: (password: string) => void
  onNext: () => void
}

export function AccountStep({ draft, change, errors, password, setPassword, onNext }: Props) {
  const { t } = useTranslation()
  const slug = useSlug(draft.company)
  const field = (name: keyof SignupDraft & ('company' | 'name' | 'email')) => ({
    label: t(`signup.${name}`),
    value: draft[name],
    error: errors[name],
    required: true,
    onChange: (event: { currentTarget: { value: string } }) => change({ [name]: event.currentTarget.value }),
    'data-testid': `signup-field-${name}`,
  })
  const next = (event: FormEvent) => {
    event.preventDefault()
    change({ slug: slug?.slug ?? '' })
    onNext()
  }
  return (
    <form onSubmit={next}>
      <h1>{t('signup.account_title')}</h1>
      <p className="wizard-lead">{t('signup.account_lead')}</p>
      <div className="sl-form">
        <TextInput
          {...field('company')}
          autoComplete="organization"
          error={errors.company ?? errors.slug}
          description={
            slug ? (
              <span data-testid="signup-slug">
                {t('signup.address', { host: `${slug.slug}.${boot.public_domain}` })}
              </span>
            ) : (
              t('signup.address_hint')
            )
          }
        />
        <TextInput {...field('name')} autoComplete="name" />
        <TextInput {...field('email')} type="email" autoComplete="email" />
        <PasswordInput
          label={t('access.new_password')}
          description={t('access.password_hint')}
          autoComplete="new-password"
          required
          minLength={8}
          value={password}
          error={errors.password}
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
