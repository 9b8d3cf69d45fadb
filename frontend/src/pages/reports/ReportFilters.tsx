import { Select, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { queuesOptions } from '../../api/queries'

export type Interval = '15' | '30' | '60' | 'day'

export interface Filter {
  from: string
  to: string
  queue: string | null
  interval: Interval
}

const intervals: Interval[] = ['15', '30', '60', 'day']

export function ReportFilters({ filter, onChange }: { filter: Filter; onChange: (filter: Filter) => void }) {
  const { t } = useTranslation()
  const queues = useQuery(queuesOptions()).data ?? []
  const day = (name: 'from' | 'to') => ({
    type: 'date',
    label: t(`calls.${name}`),
    value: filter[name],
    onChange: (event: { currentTarget: { value: string } }) => {
      const { value } = event.currentTarget
      if (value) onChange({ ...filter, [name]: value })
    },
    'data-testid': `report-${name}`,
  })
  return (
    <div className="sl-row">
      <TextInput {...day('from')} max={filter.to} />
      <TextInput {...day('to')} min={filter.from} />
      <Select
        label={t('calls.queue')}
        placeholder={t('calls.all_queues')}
        data={queues.map((queue) => ({ value: String(queue.id), label: queue.name }))}
        value={filter.queue}
        onChange={(queue) => onChange({ ...filter, queue })}
        clearable
        clearButtonProps={{ 'aria-label': t('app.clear') }}
        data-testid="report-queue"
      />
      <Select
        label={t('report.interval')}
        data={intervals.map((interval) => ({ value: interval, label: t(`report.interval_${interval}`) }))}
        value={filter.interval}
        onChange={(interval) => interval && onChange({ ...filter, interval: interval as Interval })}
        allowDeselect={false}
        data-testid="report-interval"
      />
    </div>
  )
}
