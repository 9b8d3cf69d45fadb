import { Button, CopyButton, Select, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../api/client'
import { fieldErrors, Problem } from '../../api/problem'
import type { Member, Role } from '../../api/types'
import { queries } from '../../app/Providers'
import { Note, ProblemNote } from '../../ui/Note'
import { roles } from './MemberRow'

type Invited = Member & { invite_url: string | null }

function InviteLink({ url }: { url: string }) {
  const { t } = useTranslation()
  return (
    <div className="invite-link">
      <TextInput label={t('team.link')} value={url} readOnly data-testid="invite-url" />
      <CopyButton value={url}>
        {({ copied, copy }) => (
          <Button variant="default" onClick={copy}>
            {t(copied ? 'app.copied' : 'app.copy')}
          </Button>
        )}
      </CopyButton>
    </div>
  )
}

function Done({ invited, onDone }: { invited: Invited; onDone: () => void }) {
  const { t } = useTranslation()
  return (
    <div className="sl-form">
      <Note tone="ok" testId="team-invited">
        {t('team.sent', { name: invited.name, email: invited.email })}
      </Note>
      {invited.invite_url ? <InviteLink url={invited.invite_url} /> : null}
      <div>
        <Button onClick={onDone}>{t('app.close')}</Button>
      </div>
    </div>
  )
}

const shownBeside = ['name', 'email']

/** A refusal that belongs to no field of the form; without a free seat the way leads to the seats. */
function Refused({ error }: { error: unknown }) {
  const { t } = useTranslation()
  const fields = Object.keys(fieldErrors(error))
  if (!error || (fields.length > 0 && fields.every((field) => shownBeside.includes(field)))) return null
  const full = error instanceof Problem && error.code === 'no_free_seat'
  return (
    <>
      <ProblemNote error={error} />
      {full ? (
        <Link to="/billing" className="sl-link" data-testid="invite-seats">
          {t('team.more_seats')}
        </Link>
      ) : null}
    </>
  )
}

export function InviteForm({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation()
  const [draft, setDraft] = useState({ name: '', email: '', role: 'agent' as Role })
  const invite = useMutation({
    mutationFn: () => api.post<Invited>('/team', draft),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['team'] }),
  })
  const errors = fieldErrors(invite.error)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    invite.mutate()
  }
  if (invite.data) return <Done invited={invite.data} onDone={onDone} />
  return (
    <form className="sl-form" onSubmit={submit}>
      <TextInput
        label={t('team.name')}
        required
        value={draft.name}
        error={errors.name}
        onChange={(event) => setDraft({ ...draft, name: event.currentTarget.value })}
        data-testid="invite-name"
      />
      <TextInput
        label={t('team.email')}
        type="email"
        required
        value={draft.email}
        error={errors.email}
        onChange={(event) => setDraft({ ...draft, email: event.currentTarget.value })}
        data-testid="invite-email"
      />
      <Select
        label={t('team.role')}
        data={roles.map((role) => ({ value: role, label: t(`role.${role}`) }))}
        value={draft.role}
        allowDeselect={false}
        description={t(`role_hint.${draft.role}`)}
        onChange={(role) => role && setDraft({ ...draft, role: role as Role })}
        data-testid="invite-role"
      />
      <Refused error={invite.error} />
      <div>
        <Button type="submit" loading={invite.isPending} data-testid="invite-send">
          {t('team.send')}
        </Button>
      </div>
    </form>
  )
}
