import { Button, Skeleton } from '@mantine/core'
import { IconChartBar, IconRefresh } from '@tabler/icons-react'
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../api/client'
import { reportOptions } from '../../api/queries'
import type { Report } from '../../api/types'
import { queries } from '../../app/Providers'
import { serverNow } from '../../format/clock'
import { addDays, startOfDay, startOfNextDay } from '../../format/days'
import { dateTime, dayOf } from '../../format/intl'
import { EmptyState } from '../../ui/EmptyState'
import { ProblemNote } from '../../ui/Note'
import { Page, Panel } from '../../ui/Page'
import { SampleNote } from '../calls/SampleNote'
import { Figures } from './Figures'
import { type Filter, ReportFilters } from './ReportFilters'
import { ReportTable } from './ReportTable'

const ReportChart = lazy(() => import('./ReportChart'))

function Freshness({ report }: { report: Report }) {
  const { t } = useTranslation()
  return (
    <span className="sl-small sl-soft num" data-testid="report-fresh">
      {report.fresh_at ? t('report.fresh', { at: dateTime(report.fresh_at) }) : t('report.never')} ·{' '}
      {report.timezone}
    </span>
  )
}

function Formula({ report }: { report: Report }) {
  const { t } = useTranslation()
  return (
    <p className="sl-small sl-soft" data-testid="report-formula">
      {t(`formula.${report.formula.name}`, { defaultValue: report.formula.text })}
    </p>
  )
}

function Body({ report, filter }: { report: Report; filter: Filter }) {
  const { t } = useTranslation()
  if (report.rows.length === 0)
    return (
      <Panel>
        <EmptyState icon={<IconChartBar size={24} />} title={t('report.none')}>
          {t('report.none_hint')}
        </EmptyState>
      </Panel>
    )
  return (
    <>
      <Figures figures={report.totals} />
      <Formula report={report} />
      <Panel title={t('report.chart')}>
        <Suspense fallback={<Skeleton height={260} />}>
          <ReportChart rows={report.rows} interval={filter.interval} />
        </Suspense>
      </Panel>
      <Panel title={t('report.table')} pad={false}>
        <ReportTable report={report} interval={filter.interval} />
      </Panel>
    </>
  )
}

export function ReportsPage() {
  const { t } = useTranslation()
  const today = dayOf(serverNow())
  const [filter, setFilter] = useState<Filter>({
    from: addDays(today, -6),
    to: today,
    queue: null,
    interval: 'day',
  })
  const query = {
    from: startOfDay(filter.from),
    to: startOfNextDay(filter.to),
    queue: filter.queue,
    interval: filter.interval,
  }
  const { data, error, isPending, refetch } = useQuery({
    ...reportOptions(query),
    placeholderData: keepPreviousData,
    refetchInterval: 60_000,
  })
  const refresh = useMutation({
    mutationFn: () => api.post('/reports/refresh'),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['report'] }),
  })
  return (
    <Page
      title={t('nav.reports')}
      lead={t('report.lead')}
      actions={
        <>
          {data ? <Freshness report={data} /> : null}
          <Button
            variant="default"
            leftSection={<IconRefresh size={16} aria-hidden />}
            loading={refresh.isPending}
            onClick={() => refresh.mutate()}
            data-testid="report-refresh"
          >
            {t('report.refresh')}
          </Button>
        </>
      }
    >
      <SampleNote empty={data?.rows.length === 0} />
      <ReportFilters filter={filter} onChange={setFilter} />
      <ProblemNote error={error ?? refresh.error} retry={() => void refetch()} />
      {isPending ? <Skeleton height={420} /> : null}
      {data ? <Body report={data} filter={filter} /> : null}
    </Page>
  )
}
