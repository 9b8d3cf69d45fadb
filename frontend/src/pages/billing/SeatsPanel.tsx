import { Button, Group, Modal, NumberInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../api/client'
import type { Billing, SeatPreview } from '../../api/types'
import { queries } from '../../app/Providers'
import { dateText, money } from '../../format/intl'
import { ProblemNote } from '../../ui/Note'
import { Panel } from '../../ui/Page'
import { told } from '../../ui/toast'
import { lineText } from './lines'

function PreviewLines({ preview }: { preview: SeatPreview }) {
  const { t } = useTranslation()
  const due = [
    ['due_now', preview.amount_due_now],
    ['due_next', preview.amount_next_invoice],
  ] as const
  return (
    <>
      <p data-testid="preview-timing" data-timing={preview.timing}>
        {t(`billing.timing.${preview.timing}`, { on: dateText(preview.effective_at) })}
      </p>
      <table className="seat-lines">
        <tbody>
          {preview.lines.map((line, index) => (
            // Two lines of a preview may read the same; their order is the invoice's.
            // biome-ignore lint/suspicious/noArrayIndexKey: the order is fixed by the invoice
            <tr key={index} data-testid="preview-line">
              <td>{lineText(line, t)}</td>
              <td className="num">{money(line.amount, preview.currency)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <dl className="seat-due">
        {due.map(([name, amount]) => (
          <div key={name}>
            <dt>{t(`billing.${name}`)}</dt>
            <dd className="num" data-testid={`preview-${name}`}>
              {money(amount, preview.currency)}
            </dd>
          </div>
        ))}
      </dl>
    </>
  )
}

function useSeatChange(onDone: () => void) {
  const preview = useMutation({
    mutationFn: (seats: number) => api.post<SeatPreview>('/billing/seats/preview', { seats }),
  })
  const confirm = useMutation({
    mutationFn: (seats: number) =>
      api.post('/billing/seats', { seats, proration_date: preview.data?.proration_date }),
    onSuccess: async () => {
      onDone()
      await queries.invalidateQueries({ queryKey: ['billing'] })
      await queries.invalidateQueries({ queryKey: ['invoices'] })
    },
  })
  return { preview, confirm }
}

export function SeatsPanel({ billing }: { billing: Billing }) {
  const { t } = useTranslation()
  const [seats, setSeats] = useState(billing.seats.ordered)
  const { preview, confirm } = useSeatChange(() => {
    told(t('billing.seats_changed'))
    preview.reset()
  })
  const open = preview.isSuccess
  return (
    <Panel title={t('billing.seats')}>
      <div className="sl-form">
        <p data-testid="billing-seats">
          {t('billing.seats_used', { assigned: billing.seats.assigned, count: billing.seats.purchased })}
        </p>
        {billing.seats.ordered === billing.seats.purchased ? null : (
          <p className="sl-soft" data-testid="billing-seats-ordered">
            {t('billing.seats_ordered', {
              count: billing.seats.ordered,
              on: dateText(billing.next_invoice_at),
            })}
          </p>
        )}
        <NumberInput
          label={t('billing.seats_wanted')}
          description={t('billing.seats_hint')}
          min={1}
          max={500}
          allowDecimal={false}
          value={seats}
          onChange={(value) => setSeats(Number(value) || 1)}
          maw={240}
          data-testid="billing-seats-input"
        />
        {open ? null : <ProblemNote error={preview.error} />}
        <div>
          <Button
            disabled={seats === billing.seats.ordered}
            loading={preview.isPending}
            onClick={() => preview.mutate(seats)}
            data-testid="billing-seats-preview"
          >
            {t('billing.preview')}
          </Button>
        </div>
      </div>
      <Modal
        opened={open}
        onClose={preview.reset}
        title={t('billing.confirm_title', { count: seats })}
        closeButtonProps={{ 'aria-label': t('app.close') }}
      >
        {preview.data ? <PreviewLines preview={preview.data} /> : null}
        <ProblemNote error={confirm.error} />
        <Group justify="flex-end" mt="md">
          <Button variant="default" onClick={preview.reset}>
            {t('app.cancel')}
          </Button>
          <Button
            loading={confirm.isPending}
            onClick={() => confirm.mutate(seats)}
            data-testid="billing-seats-confirm"
          >
            {t('billing.confirm')}
          </Button>
        </Group>
      </Modal>
    </Panel>
  )
}
