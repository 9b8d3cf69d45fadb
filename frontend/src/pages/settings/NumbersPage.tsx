import { Button, Modal, Select, Skeleton, TextInput } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconPlus, IconWorldPin } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../api/client'
import { flowsOptions, numbersOptions } from '../../api/queries'
import type { FlowSummary, PhoneNumber } from '../../api/types'
import { queries } from '../../app/Providers'
import { phoneText } from '../../format/phone'
import { EmptyState } from '../../ui/EmptyState'
import { ProblemNote } from '../../ui/Note'
import { Page, Panel } from '../../ui/Page'
import { Tag } from '../../ui/Tag'
import { failed, told } from '../../ui/toast'
import { BuyNumber } from './BuyNumber'
import './settings.css'

function NumberRow({ number, flows }: { number: PhoneNumber; flows: FlowSummary[] }) {
  const { t } = useTranslation()
  const [label, setLabel] = useState(number.label)
  const save = useMutation({
    mutationFn: (change: { flow_id?: number; label?: string }) => api.patch(`/numbers/${number.id}`, change),
    onSuccess: async () => {
      told(t('app.saved'))
      await queries.invalidateQueries({ queryKey: ['numbers'] })
    },
    onError: failed,
  })
  return (
    <div className="number-row" data-testid="number-row">
      <div>
        <div className="number-e164 num">{phoneText(number.e164)}</div>
        <Tag tone={number.state === 'active' ? 'ok' : 'warn'}>
          {t(`number.state.${number.state}`, { defaultValue: number.state ?? '' })}
        </Tag>
      </div>
      <TextInput
        label={t('number.label')}
        value={label}
        onChange={(event) => setLabel(event.currentTarget.value)}
        onBlur={() => label !== number.label && save.mutate({ label })}
      />
      <Select
        label={t('number.flow')}
        data={flows.map((flow) => ({ value: String(flow.id), label: flow.name }))}
        value={number.flow_id === null ? null : String(number.flow_id)}
        allowDeselect={false}
        onChange={(flow) => flow && save.mutate({ flow_id: Number(flow) })}
      />
    </div>
  )
}

export function NumbersPage() {
  const { t } = useTranslation()
  const numbers = useQuery(numbersOptions())
  const flows = useQuery(flowsOptions()).data ?? []
  const [buying, modal] = useDisclosure(false)
  return (
    <Page
      title={t('nav.numbers')}
      lead={t('number.lead')}
      actions={
        <Button
          leftSection={<IconPlus size={16} aria-hidden />}
          onClick={modal.open}
          data-testid="number-new"
        >
          {t('number.new')}
        </Button>
      }
    >
      <ProblemNote error={numbers.error} retry={() => void numbers.refetch()} />
      <Panel pad={false}>
        {numbers.isPending ? <Skeleton height={90} /> : null}
        {numbers.data?.length === 0 ? (
          <EmptyState icon={<IconWorldPin size={24} />} title={t('number.none')}>
            {t('number.none_hint')}
          </EmptyState>
        ) : null}
        {numbers.data?.map((number) => (
          <NumberRow key={number.id} number={number} flows={flows} />
        ))}
      </Panel>
      <Modal
        opened={buying}
        onClose={modal.close}
        title={t('number.new')}
        size="lg"
        closeButtonProps={{ 'aria-label': t('app.close') }}
      >
        <BuyNumber onBought={modal.close} />
      </Modal>
    </Page>
  )
}
