import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { hoursOptions } from '../../api/queries'
import { ProblemNote } from '../../ui/Note'
import { Page } from '../../ui/Page'
import { HoursForm } from './HoursForm'

export function HoursPage() {
  const { t } = useTranslation()
  const { data, error, isPending, refetch } = useQuery(hoursOptions())
  return (
    <Page title={t('nav.hours')} lead={t('hours.lead')}>
      {isPending ? <Skeleton height={320} /> : null}
      <ProblemNote error={error} retry={() => void refetch()} />
      {data?.map((hours) => (
        <HoursForm key={hours.id} hours={hours} />
      ))}
    </Page>
  )
}
