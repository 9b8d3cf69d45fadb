import { Button, Skeleton } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { api } from '../../api/client'
import { billingOptions } from '../../api/queries'
import type { Billing } from '../../api/types'
import { serverNow } from '../../format/clock'
import { dateText, figure, money } from '../../format/intl'
import { Note, ProblemNote, type Tone } from '../../ui/Note'
import { Page, Panel } from '../../ui/Page'
import { Tag } from '../../ui/Tag'
import { failed } from '../../ui/toast'
import { Invoices } from './Invoices'
import { SeatsPanel } from './SeatsPanel'
import './billing.css'

const tones: Record<string, Tone> = {
  active: 'ok',
  trialing: 'info',
  past_due: 'bad',
  unpaid: 'bad',
  canceled: 'bad',
}

function daysLeft(until: string): number {
  return Math.max(0, Math.ceil((Date.parse(until) - serverNow()) / 86_400_000))
}

function useLeaveFor(address: '/billing/checkout' | '/billing/portal') {
  return useMutation({
    mutationFn: () => api.post<{ url: string }>(address),
    onSuccess: ({ url }) => window.location.assign(url),
    onError: failed,
  })
}

function TrialNote({ billing }: { billing: Billing }) {
  const { t } = useTranslation()
  const checkout = useLeaveFor('/billing/checkout')
  if (billing.status !== 'trialing' || !billing.trial_ends_at) return null
  return (
    <Note tone={billing.has_payment_method ? 'ok' : 'info'} testId="billing-trial">
      <div className="sl-row">
        <span>
          {t('billing.trial_left', {
            count: daysLeft(billing.trial_ends_at),
            on: dateText(billing.trial_ends_at),
          })}{' '}
          {t(billing.has_payment_method ? 'billing.trial_card' : 'billing.trial_no_card')}
        </span>
        {billing.has_payment_method ? null : (
          <Button
            size="compact-md"
            loading={checkout.isPending}
            onClick={() => checkout.mutate()}
            data-testid="billing-checkout"
          >
            {t('billing.add_card')}
          </Button>
        )}
      </div>
    </Note>
  )
}

function PlanPanel({ billing }: { billing: Billing }) {
  const { t } = useTranslation()
  const portal = useLeaveFor('/billing/portal')
  const { plan } = billing
  const facts = [
    ['plan', plan.name],
    ['seat_price', t('billing.per_seat', { price: money(plan.seat_price, plan.currency) })],
    ['minute_price', t('billing.per_minute', { price: money(plan.minute_price, plan.currency) })],
    ['next_invoice', dateText(billing.next_invoice_at)],
    [
      'usage',
      t('billing.minutes_since', {
        count: billing.usage.minutes,
        minutes: figure(billing.usage.minutes),
        on: dateText(billing.usage.since),
      }),
    ],
  ] as const
  return (
    <Panel
      title={t('billing.plan_title')}
      actions={
        <>
          <Tag tone={tones[billing.status] ?? 'quiet'} testId="billing-status">
            {t(`billing.status.${billing.status}`, { defaultValue: billing.status })}
          </Tag>
          <Button
            variant="default"
            size="compact-md"
            loading={portal.isPending}
            onClick={() => portal.mutate()}
            data-testid="billing-portal"
          >
            {t('billing.portal')}
          </Button>
        </>
      }
    >
      <dl className="sl-facts">
        {facts.map(([name, value]) => (
          <div key={name} style={{ display: 'contents' }}>
            <dt>{t(`billing.${name}`)}</dt>
            <dd className="num" data-testid={`billing-${name}`}>
              {value}
            </dd>
          </div>
        ))}
      </dl>
    </Panel>
  )
}

export function BillingPage() {
  const { t } = useTranslation()
  const { data, error, isPending, refetch } = useQuery(billingOptions())
  return (
    <Page title={t('nav.billing')} lead={t('billing.lead')}>
      {isPending ? <Skeleton height={260} /> : null}
      <ProblemNote error={error} retry={() => void refetch()} />
      {data ? (
        <>
          <TrialNote billing={data} />
          {data.status === 'past_due' || data.status === 'unpaid' ? (
            <Note tone="bad" testId="billing-past-due">
              {t('billing.past_due')}
            </Note>
          ) : null}
          <div className="sl-two">
            <PlanPanel billing={data} />
            <SeatsPanel billing={data} />
          </div>
          <Invoices />
        </>
      ) : null}
    </Page>
  )
}
