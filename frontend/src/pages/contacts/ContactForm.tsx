import { Button, Select, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../api/client'
import { fieldErrors } from '../../api/problem'
import type { Contact } from '../../api/types'
import { ProblemNote } from '../../ui/Note'

const tiers = ['standard', 'vip']

interface Draft {
  name: string
  company: string
  email: string
  tier: string
  numbers: string
}

function draftOf(contact: Contact | null, number = ''): Draft {
  return {
    name: contact?.name ?? '',
    company: contact?.company ?? '',
    email: contact?.email ?? '',
    tier: contact?.tier || 'standard',
    numbers: contact?.numbers?.join(', ') ?? number,
  }
}

function bodyOf(draft: Draft) {
  const numbers = draft.numbers
    .split(/[,;，；\n]/)
    .map((number) => number.trim())
    .filter(Boolean)
  return { ...draft, numbers }
}

/** Adds a contact when `contact` is null, changes it otherwise; what was typed stays on a refusal. */
export function ContactForm({
  contact,
  onSaved,
}: {
  contact: Contact | null
  onSaved: (saved: Contact) => void
}) {
  const { t } = useTranslation()
  const [draft, setDraft] = useState(() => draftOf(contact))
  const save = useMutation({
    mutationFn: () =>
      contact
        ? api.patch<Contact>(`/contacts/${contact.id}`, bodyOf(draft))
        : api.post<Contact>('/contacts', bodyOf(draft)),
    onSuccess: onSaved,
  })
  const errors = fieldErrors(save.error)
  const field = (name: keyof Draft) => ({
    label: t(`contact.${name}`),
    value: draft[name],
    error: errors[name] ?? errors[`${name}.0`],
    onChange: (event: { currentTarget: { value: string } }) => {
      const { value } = event.currentTarget
      setDraft((current) => ({ ...current, [name]: value }))
    },
    'data-testid': `contact-${name}`,
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate()
  }
  return (
    <form className="sl-form" onSubmit={submit}>
      <TextInput {...field('name')} autoComplete="off" />
      <TextInput {...field('numbers')} description={t('contact.numbers_hint')} inputMode="tel" />
      <TextInput {...field('company')} />
      <TextInput {...field('email')} type="email" />
      <Select
        label={t('contact.tier')}
        data={tiers.map((tier) => ({ value: tier, label: t(`tier.${tier}`) }))}
        value={draft.tier}
        error={errors.tier}
        allowDeselect={false}
        onChange={(tier) => setDraft((current) => ({ ...current, tier: tier ?? current.tier }))}
      />
      {save.error && Object.keys(errors).length === 0 ? <ProblemNote error={save.error} /> : null}
      <div className="sl-row">
        <Button type="submit" loading={save.isPending} data-testid="contact-save">
          {t('app.save')}
        </Button>
      </div>
    </form>
  )
}
