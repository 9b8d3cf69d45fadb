import { Button, PasswordInput, Skeleton, TextInput } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../api/client'
import { fieldErrors } from '../../api/problem'
import { ProblemNote } from '../../ui/Note'
import { usePageTitle } from '../../ui/Page'
import { AccessFrame } from './AccessFrame'

interface Invitation {
  email: string
  name: string
  company: string
}

function JoinForm({ invitation, ticket }: { invitation: Invitation; ticket: string }) {
  const { t } = useTranslation()
  const [name, setName] = useState(invitation.name)
  const [password, setPassword] = useState('')
  const join = useMutation({
    mutationFn: () => api.post('/join', { ticket, name, password }),
    onSuccess: () => window.location.assign('/'),
  })
  const errors = fieldErrors(join.error)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    join.mutate()
  }
  return (
    <>
      <h1>{t('access.join_title', { company: invitation.company })}</h1>
      <p>{t('access.join_as', { email: invitation.email })}</p>
      <form className="sl-form" onSubmit={submit}>
        <TextInput
          label={t('access.your_name')}
          autoComplete="name"
          required
          value={name}
          error={errors.name}
          onChange={(event) => setName(event.currentTarget.value)}
          data-testid="join-name"
        />
        <PasswordInput
          label={t('access.new_password')}
          description={t('access.password_hint')}
          autoComplete="new-password"
          required
          value={password}
          error={errors.password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          visibilityToggleButtonProps={{ 'aria-label': t('access.show_password') }}
          data-testid="join-password"
        />
        {Object.keys(errors).length === 0 ? <ProblemNote error={join.error} /> : null}
        <Button type="submit" loading={join.isPending || join.isSuccess} data-testid="join-submit">
          {t('access.join')}
        </Button>
      </form>
    </>
  )
}

export function JoinPage() {
  const { t } = useTranslation()
  usePageTitle(t('access.join'))
  const { ticket = '' } = useSearch({ from: '/join' })
  const { data, error, isPending } = useQuery({
    queryKey: ['join', ticket],
    queryFn: () => api.get<Invitation>('/join', { ticket }),
    retry: false,
  })
  return (
    <AccessFrame>
      {isPending ? <Skeleton height={220} /> : null}
      {error ? (
        <>
          <h1>{t('access.join_failed')}</h1>
          <ProblemNote error={error} />
        </>
      ) : null}
      {data ? <JoinForm invitation={data} ticket={ticket} /> : null}
    </AccessFrame>
  )
}
