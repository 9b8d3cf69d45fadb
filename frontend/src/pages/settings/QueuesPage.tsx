import { Button, NumberInput, Skeleton, TextInput } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../api/client'
import { fieldErrors } from '../../api/problem'
import { queuesOptions } from '../../api/queries'
import type { Queue } from '../../api/types'
import { queries } from '../../app/Providers'
import { ProblemNote } from '../../ui/Note'
import { Page, Panel } from '../../ui/Page'
import { told } from '../../ui/toast'
import './settings.css'
import { WaitingNow } from './WaitingNow'

type Draft = Pick<Queue, 'name' | 'offer_timeout_s' | 'wrapup_s' | 'target_s' | 'short_abandon_s'>

const limits = {
  offer_timeout_s: [7, 60],
  wrapup_s: [0, 3600],
  target_s: [1, 3600],
  short_abandon_s: [0, 60],
} as const

function QueueForm({ queue }: { queue: Queue }) {
  const { t } = useTranslation()
  const [draft, setDraft] = useState<Draft>(() => ({
    name: queue.name,
    offer_timeout_s: queue.offer_timeout_s,
    wrapup_s: queue.wrapup_s,
    target_s: queue.target_s,
    short_abandon_s: queue.short_abandon_s,
  }))
  const save = useMutation({
    mutationFn: () => api.patch(`/queues/${queue.id}`, draft),
    onSuccess: async () => {
      told(t('app.saved'))
      await queries.invalidateQueries({ queryKey: ['queues'] })
    },
  })
  const errors = fieldErrors(save.error)
  const names = Object.keys(limits) as (keyof typeof limits)[]
  return (
    <Panel title={queue.name} testId="queue-panel">
      <div className="sl-form">
        <div className="queue-fields">
          <TextInput
            label={t('queue.name')}
            value={draft.name}
            error={errors.name}
            onChange={(event) => setDraft({ ...draft, name: event.currentTarget.value })}
          />
          {names.map((name) => (
            <NumberInput
              key={name}
              label={t(`queue.${name}`)}
              description={t(`queue.${name}_hint`)}
              min={limits[name][0]}
              max={limits[name][1]}
              suffix={t('queue.seconds')}
              value={draft[name]}
              error={errors[name]}
              onChange={(value) => setDraft({ ...draft, [name]: Number(value) })}
              allowDecimal={false}
              hideControls
            />
          ))}
        </div>
        {Object.keys(errors).length === 0 ? <ProblemNote error={save.error} /> : null}
        <div>
          <Button onClick={() => save.mutate()} loading={save.isPending} data-testid="queue-save">
            {t('app.save')}
          </Button>
        </div>
        <WaitingNow queueId={queue.id} />
      </div>
    </Panel>
  )
}

export function QueuesPage() {
  const { t } = useTranslation()
  const { data, error, isPending, refetch } = useQuery(queuesOptions())
  return (
    <Page title={t('nav.queues')} lead={t('queue.lead')}>
      {isPending ? <Skeleton height={220} /> : null}
      <ProblemNote error={error} retry={() => void refetch()} />
      {data?.map((queue) => (
        <QueueForm key={queue.id} queue={queue} />
      ))}
    </Page>
  )
}
