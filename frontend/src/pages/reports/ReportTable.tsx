import { Table } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Report, ReportFigures, ReportRow } from '../../api/types'
import { addDays, startOfDay } from '../../format/days'
import { durationText } from '../../format/duration'
import { dateText, dateTime, dayOf, figure, percent } from '../../format/intl'
import { ScrollBox } from '../../ui/ScrollBox'
import type { Interval } from './ReportFilters'

const columns = [
  'offered',
  'answered',
  'abandoned',
  'short',
  'in_target',
  'service_level',
  'asa',
  'aht',
  'talk',
  'hold',
  'wrapup',
  'minutes',
] as const

function cells(row: ReportFigures): string[] {
  return [
    figure(row.offered),
    figure(row.answered),
    figure(row.abandoned),
    figure(row.short_abandoned),
    figure(row.answered_in_target),
    percent(row.service_level),
    durationText(row.asa_s),
    durationText(row.aht_s),
    durationText(row.talk_s),
    durationText(row.hold_s),
    durationText(row.wrapup_s),
    figure(row.minutes),
  ]
}

/** The end of a row's interval, for the list of calls behind it. */
export function endOf(start: string, interval: Interval): string {
  if (interval === 'day') return startOfDay(addDays(dayOf(Date.parse(start)), 1))
  return new Date(Date.parse(start) + Number(interval) * 60_000).toISOString()
}

function Row({ row, interval }: { row: ReportRow; interval: Interval }) {
  const search = {
    from: row.start,
    to: endOf(row.start, interval),
    queue: row.queue_id ? String(row.queue_id) : undefined,
  }
  return (
    <Table.Tr data-testid="report-row">
      <Table.Td className="when">
        <Link to="/calls" search={search} data-testid="report-drill">
          {interval === 'day' ? dateText(row.start) : dateTime(row.start)}
        </Link>
      </Table.Td>
      <Table.Td>{row.queue || '–'}</Table.Td>
      {cells(row).map((cell, index) => (
        <Table.Td key={columns[index]} className="num" data-testid={`report-${columns[index]}`}>
          {cell}
        </Table.Td>
      ))}
    </Table.Tr>
  )
}

export function ReportTable({ report, interval }: { report: Report; interval: Interval }) {
  const { t } = useTranslation()
  return (
    <ScrollBox>
      <Table className="sl-table" highlightOnHover aria-label={t('report.table')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('report.start')}</Table.Th>
            <Table.Th>{t('calls.queue')}</Table.Th>
            {columns.map((column) => (
              <Table.Th key={column} className="num">
                {t(`report.${column}`)}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {report.rows.map((row) => (
            <Row key={`${row.start}-${row.queue_id}`} row={row} interval={interval} />
          ))}
        </Table.Tbody>
        <Table.Tfoot>
          <Table.Tr>
            <Table.Th colSpan={2}>{t('report.total')}</Table.Th>
            {cells(report.totals).map((cell, index) => (
              <Table.Th key={columns[index]} className="num">
                {cell}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Tfoot>
      </Table>
    </ScrollBox>
  )
}
