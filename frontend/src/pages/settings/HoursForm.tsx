import { ActionIcon, Button, TextInput } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../api/client'
import type { Closure, Hours } from '../../api/types'
import { queries } from '../../app/Providers'
import { serverNow } from '../../format/clock'
import { dayOf } from '../../format/intl'
import { ProblemNote } from '../../ui/Note'
import { Panel } from '../../ui/Page'
import { Tag } from '../../ui/Tag'
import { told } from '../../ui/toast'
import { TimezoneSelect } from './TimezoneSelect'
import { WeekEditor } from './WeekEditor'
import { badDays } from './week'

type Draft = Pick<Hours, 'name' | 'timezone' | 'weekly'> & { closures: Closure[] }

function Closures({ draft, set }: { draft: Draft; set: (closures: Closure[]) => void }) {
  const { t } = useTranslation()
  const { closures } = draft
  const change = (index: number, part: Partial<Closure>) =>
    set(closures.map((old, at) => (at === index ? { ...old, ...part } : old)))
  return (
    <div className="sl-form">
      <h3>{t('hours.closures')}</h3>
      {closures.map((closure, index) => (
        // A closure being typed has no stable name yet; its place in the list is its identity.
        // biome-ignore lint/suspicious/noArrayIndexKey: position is identity here
        <div key={index} className="closure">
          <TextInput
            type="date"
            label={t('hours.closure_on')}
            value={closure.on}
            onChange={(event) => change(index, { on: event.currentTarget.value })}
          />
          <TextInput
            label={t('hours.closure_name')}
            value={closure.name}
            onChange={(event) => change(index, { name: event.currentTarget.value })}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            size={34}
            aria-label={t('hours.remove_closure', { on: closure.on })}
            onClick={() => set(closures.filter((_, at) => at !== index))}
          >
            <IconTrash size={17} />
          </ActionIcon>
        </div>
      ))}
      <div>
        <Button
          variant="default"
          size="compact-md"
          leftSection={<IconPlus size={15} aria-hidden />}
          onClick={() => set([...closures, { on: dayOf(serverNow()), name: '' }])}
          data-testid="hours-add-closure"
        >
          {t('hours.add_closure')}
        </Button>
      </div>
    </div>
  )
}

export function HoursForm({ hours }: { hours: Hours }) {
  const { t } = useTranslation()
  const [draft, setDraft] = useState<Draft>(() => ({
    name: hours.name,
    timezone: hours.timezone,
    weekly: hours.weekly,
    closures: hours.closures ?? [],
  }))
  const save = useMutation({
    mutationFn: () => api.put<Hours>(`/hours/${hours.id}`, draft),
    onSuccess: async () => {
      told(t('hours.saved'))
      await queries.invalidateQueries({ queryKey: ['hours'] })
    },
  })
  const invalid = badDays(draft.weekly).length > 0
  return (
    <Panel
      title={hours.name}
      actions={
        <Tag tone={hours.is_open ? 'ok' : 'quiet'} testId="hours-open-now">
          {t(hours.is_open ? 'hours.open_now' : 'hours.closed_now')}
        </Tag>
      }
    >
      <div className="sl-form">
        <TimezoneSelect value={draft.timezone} onChange={(timezone) => setDraft({ ...draft, timezone })} />
        <WeekEditor weekly={draft.weekly} onChange={(weekly) => setDraft({ ...draft, weekly })} />
        <Closures draft={draft} set={(closures) => setDraft({ ...draft, closures })} />
        <ProblemNote error={save.error} />
        <div className="sl-row">
          <Button
            onClick={() => save.mutate()}
            loading={save.isPending}
            disabled={invalid}
            data-testid="hours-save"
          >
            {t('app.save')}
          </Button>
          <span className="sl-small sl-soft">{t('hours.effect')}</span>
        </div>
      </div>
    </Panel>
  )
}
