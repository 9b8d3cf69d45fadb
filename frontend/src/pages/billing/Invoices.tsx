import { Button, Skeleton } from '@mantine/core'
import { IconReceipt } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Problem } from '../../api/problem'
import { invoiceOptions, invoicesOptions, upcomingOptions } from '../../api/queries'
import type { Invoice } from '../../api/types'
import { dateText, figure, money } from '../../format/intl'
import { EmptyState } from '../../ui/EmptyState'
import { ProblemNote, type Tone } from '../../ui/Note'
import { Panel } from '../../ui/Page'
import { Tag } from '../../ui/Tag'
import { SmallTable } from '../calls/SmallTable'
import './billing.css'
import { lineText } from './lines'

const tones: Record<string, Tone> = {
  paid: 'ok',
  open: 'warn',
  draft: 'quiet',
  uncollectible: 'bad',
  void: 'quiet',
}

export function InvoiceLines({ invoice }: { invoice: Invoice }) {
  const { t } = useTranslation()
  return (
    <SmallTable
      label={t('billing.lines')}
      columns={[t('billing.description'), t('billing.quantity'), t('billing.unit'), t('billing.amount')]}
      testId="invoice-line"
      rows={(invoice.lines ?? []).map((line, index) => ({
        key: index,
        cells: [
          lineText(line, t),
          <span key="quantity" className="num">
            {figure(line.quantity, 4)}
          </span>,
          <span key="unit" className="num">
            {money(line.unit_amount, invoice.currency)}
          </span>,
          <strong key="amount" className="num">
            {money(line.amount, invoice.currency)}
          </strong>,
        ],
      }))}
    />
  )
}

function Lines({ id }: { id: string }) {
  const { data, error, refetch } = useQuery(invoiceOptions(id))
  if (error) return <ProblemNote error={error} retry={() => void refetch()} />
  return data ? <InvoiceLines invoice={data} /> : <Skeleton height={90} />
}

function Upcoming() {
  const { t } = useTranslation()
  const { data, error } = useQuery(upcomingOptions())
  const nothing = error instanceof Problem && error.status === 404
  if (error && !nothing) return <ProblemNote error={error} />
  if (!data) return null
  return (
    <Panel
      title={t('billing.upcoming')}
      pad={false}
      actions={<strong className="num">{money(data.total, data.currency)}</strong>}
      testId="invoice-upcoming"
    >
      <InvoiceLines invoice={data} />
    </Panel>
  )
}

function InvoiceRow({ invoice }: { invoice: Invoice }) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  return (
    <li className="invoice" data-testid="invoice-row">
      <div className="sl-row">
        <strong>{invoice.number ?? t('billing.draft')}</strong>
        <span className="sl-soft num">
          {dateText(invoice.period_start)} – {dateText(invoice.period_end)}
        </span>
        <Tag tone={tones[invoice.status] ?? 'quiet'}>
          {t(`billing.invoice.${invoice.status}`, { defaultValue: invoice.status })}
        </Tag>
        <strong className="num invoice-total">{money(invoice.total, invoice.currency)}</strong>
        {invoice.page_url ? (
          <a className="sl-link" href={invoice.page_url} target="_blank" rel="noreferrer">
            {t('billing.invoice_page')}
          </a>
        ) : null}
        <Button
          variant="subtle"
          size="compact-md"
          aria-expanded={open}
          onClick={() => setOpen(!open)}
          data-testid="invoice-open"
        >
          {t(open ? 'billing.hide_lines' : 'billing.show_lines')}
        </Button>
      </div>
      {open ? <Lines id={invoice.id} /> : null}
    </li>
  )
}

export function Invoices() {
  const { t } = useTranslation()
  const { data, error, refetch } = useQuery(invoicesOptions())
  return (
    <>
      <Upcoming />
      <Panel title={t('billing.invoices')} pad={false}>
        <ProblemNote error={error} retry={() => void refetch()} />
        {data?.length === 0 ? (
          <EmptyState icon={<IconReceipt size={24} />} title={t('billing.no_invoices')}>
            {t('billing.no_invoices_hint')}
          </EmptyState>
        ) : null}
        <ul className="invoices">
          {data?.map((invoice) => (
            <InvoiceRow key={invoice.id} invoice={invoice} />
          ))}
        </ul>
      </Panel>
    </>
  )
}
