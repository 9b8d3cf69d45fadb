import { Button, Select, Skeleton, Table, TextInput } from '@mantine/core'
import { IconPhoneCall } from '@tabler/icons-react'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { callsOptions, queuesOptions } from '../../api/queries'
import type { CallRow } from '../../api/types'
import { atLeast, useMe } from '../../api/useMe'
import type { CallSearch } from '../../app/routes'
import { startOfDay, startOfNextDay } from '../../format/days'
import { durationText } from '../../format/duration'
import { dateTime } from '../../format/intl'
import { phoneText } from '../../format/phone'
import { EmptyState } from '../../ui/EmptyState'
import { More } from '../../ui/More'
import { ProblemNote } from '../../ui/Note'
import { Page, Panel } from '../../ui/Page'
import { ScrollBox } from '../../ui/ScrollBox'
import { Tag } from '../../ui/Tag'
import { OutcomeTag } from './OutcomeTag'
import { SampleNote } from './SampleNote'

function Row({ call }: { call: CallRow }) {
  const { t } = useTranslation()
  return (
    <Table.Tr data-testid="call-row">
      <Table.Td className="when">
        <Link to="/calls/$callId" params={{ callId: call.id }}>
          {dateTime(call.started_at)}
        </Link>
      </Table.Td>
      <Table.Td>{call.caller.name || phoneText(call.caller.number)}</Table.Td>
      <Table.Td className="less">{phoneText(call.number)}</Table.Td>
      <Table.Td>{call.queue || '–'}</Table.Td>
      <Table.Td>{call.agent || '–'}</Table.Td>
      <Table.Td>
        <OutcomeTag call={call} /> {call.is_sample ? <Tag tone="quiet">{t('calls.sample')}</Tag> : null}
      </Table.Td>
      <Table.Td className="num less">{durationText(call.wait_ms / 1000)}</Table.Td>
      <Table.Td className="num">{durationText(call.duration_s)}</Table.Td>
    </Table.Tr>
  )
}

const columns = ['started', 'caller', 'dialled', 'queue', 'agent', 'outcome', 'wait', 'duration']

/** Figures stand right; what a phone has no room for is left to the call's own page. */
const looks: Record<string, string> = { dialled: 'less', wait: 'num less', duration: 'num' }

function CallTable({ calls }: { calls: CallRow[] }) {
  const { t } = useTranslation()
  return (
    <ScrollBox>
      <Table className="sl-table" highlightOnHover aria-label={t('nav.calls')}>
        <Table.Thead>
          <Table.Tr>
            {columns.map((column) => (
              <Table.Th key={column} className={looks[column]}>
                {t(`calls.${column}`)}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {calls.map((call) => (
            <Row key={call.id} call={call} />
          ))}
        </Table.Tbody>
      </Table>
    </ScrollBox>
  )
}

function Filters({ search }: { search: CallSearch }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const supervisor = atLeast(useMe().role, 'supervisor')
  const queues = useQuery({ ...queuesOptions(), enabled: supervisor })
  const set = (change: CallSearch) => void navigate({ to: '/calls', search: { ...search, ...change } })
  const filtered = Object.values(search).some(Boolean)
  return (
    <div className="sl-row">
      <TextInput
        type="date"
        label={t('calls.from')}
        value={search.from?.slice(0, 10) ?? ''}
        onChange={(event) => set({ from: event.currentTarget.value || undefined })}
      />
      <TextInput
        type="date"
        label={t('calls.to')}
        value={search.to?.slice(0, 10) ?? ''}
        onChange={(event) => set({ to: event.currentTarget.value || undefined })}
      />
      <Select
        label={t('calls.queue')}
        placeholder={t('calls.all_queues')}
        data={(queues.data ?? []).map((queue) => ({ value: String(queue.id), label: queue.name }))}
        value={search.queue ?? null}
        onChange={(queue) => set({ queue: queue ?? undefined })}
        clearable
        clearButtonProps={{ 'aria-label': t('app.clear') }}
      />
      {filtered ? (
        <Button
          variant="subtle"
          mt={24}
          onClick={() => void navigate({ to: '/calls', search: {} })}
          data-testid="calls-clear"
        >
          {t('calls.clear')}
        </Button>
      ) : null}
    </div>
  )
}

/** Whole days become moments in the company's time zone; moments from a report are passed on as they are. */
function queryOf(search: CallSearch) {
  return {
    contact: search.contact,
    queue: search.queue,
    from: search.from?.length === 10 ? startOfDay(search.from) : search.from,
    to: search.to?.length === 10 ? startOfNextDay(search.to) : search.to,
  }
}

export function CallsPage() {
  const { t } = useTranslation()
  const search = useSearch({ from: '/shell/calls' })
  const list = useInfiniteQuery(callsOptions(queryOf(search)))
  const calls = list.data?.pages.flatMap((page) => page.results) ?? []
  return (
    <Page title={t('nav.calls')} lead={t('calls.lead')}>
      <SampleNote empty={list.isSuccess && calls.length === 0} />
      <Filters search={search} />
      <Panel pad={false}>
        {list.isPending ? <Skeleton height={180} /> : null}
        {list.isSuccess && calls.length === 0 ? (
          <EmptyState icon={<IconPhoneCall size={24} />} title={t('calls.none')}>
            {t('calls.none_hint')}
          </EmptyState>
        ) : null}
        {calls.length > 0 ? <CallTable calls={calls} /> : null}
      </Panel>
      <ProblemNote error={list.error} retry={() => void list.refetch()} />
      <More list={list} />
    </Page>
  )
}
