import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { flowsOptions } from '../../api/queries'
import { dateTime } from '../../format/intl'
import { ProblemNote } from '../../ui/Note'
import { Page, Panel } from '../../ui/Page'
import { Tag } from '../../ui/Tag'
import { SmallTable } from '../calls/SmallTable'

export function FlowsPage() {
  const { t } = useTranslation()
  const { data, error, isPending, refetch } = useQuery(flowsOptions())
  return (
    <Page title={t('nav.flows')} lead={t('flow.lead')}>
      <ProblemNote error={error} retry={() => void refetch()} />
      <Panel pad={false}>
        {isPending ? <Skeleton height={90} /> : null}
        {data ? (
          <SmallTable
            label={t('nav.flows')}
            columns={[t('flow.name'), t('flow.live'), t('flow.published')]}
            testId="flow-row"
            rows={data.map((flow) => ({
              key: flow.id,
              cells: [
                <Link key="name" to="/flows/$flowId" params={{ flowId: String(flow.id) }}>
                  {flow.name}
                </Link>,
                flow.live ? (
                  <Tag key="live" tone="ok">
                    {t('flow.version', { number: flow.live.number })}
                  </Tag>
                ) : (
                  <Tag key="live" tone="warn">
                    {t('flow.not_live')}
                  </Tag>
                ),
                flow.live ? dateTime(flow.live.published_at) : '–',
              ],
            }))}
          />
        ) : null}
      </Panel>
    </Page>
  )
}
