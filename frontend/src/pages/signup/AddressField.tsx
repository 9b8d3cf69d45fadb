import { TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../api/client'
import { publicHost, tenantHost } from '../../boot'
import { hasLatin, wellFormed } from './check'
import type { SignupDraft } from './draft'

interface SlugReply {
  slug: string
  available: boolean
}

/** Whether an address is free, as the server sees it now. */
export const slugOptions = (slug: string) => ({
  queryKey: ['slug', 'wished', slug],
  queryFn: () => api.get<SlugReply>('/signup/slug', { slug }),
  retry: false,
})

/** The address the server would make of exactly this name; none while the name is still being typed. */
function useProposal(company: string): string {
  const now = company.trim()
  const [name] = useDebouncedValue(now, 350)
  const { data } = useQuery({
    queryKey: ['slug', 'proposed', name],
    queryFn: () => api.get<SlugReply>('/signup/slug', { name }),
    enabled: name.length > 1 && hasLatin(name),
    retry: false,
  })
  return name === now && hasLatin(now) ? (data?.slug ?? '') : ''
}

function useTaken(wished: string): boolean {
  const [slug] = useDebouncedValue(wished, 350)
  const { data } = useQuery({ ...slugOptions(slug), enabled: wellFormed(slug) })
  return slug === wished && data?.available === false
}

interface Props {
  draft: SignupDraft
  change: (part: Partial<SignupDraft>) => void
  error: string | undefined
}

export function AddressField({ draft, change, error }: Props) {
  const { t } = useTranslation()
  const proposal = useProposal(draft.company)
  const taken = useTaken(draft.slug)
  // While somebody empties the field to type something else, the proposal must not jump back into it.
  const [emptied, setEmptied] = useState(false)
  const shown = draft.slug || (emptied ? '' : proposal)
  const hint =
    draft.company.trim() && !hasLatin(draft.company)
      ? t('signup.address_type')
      : t('signup.address_hint', { domain: publicHost() })
  return (
    <TextInput
      label={t('signup.address')}
      value={shown}
      error={error ?? (taken ? t('signup.wrong.slug_taken') : undefined)}
      description={shown && wellFormed(shown) ? t('signup.address_at', { host: tenantHost(shown) }) : hint}
      onChange={(event) => {
        const slug = event.currentTarget.value.trim().toLowerCase()
        setEmptied(!slug)
        change({ slug })
      }}
      onBlur={() => setEmptied(false)}
      rightSection={<span className="address-suffix">.{publicHost()}</span>}
      rightSectionWidth="auto"
      rightSectionPointerEvents="none"
      autoComplete="off"
      autoCapitalize="none"
      spellCheck={false}
      data-testid="signup-slug"
    />
  )
}
