import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../api/client'
import type { AvailableNumber } from '../../api/types'
import { queries } from '../../app/Providers'
import { phoneText } from '../../format/phone'
import { ProblemNote } from '../../ui/Note'
import { told } from '../../ui/toast'
import { NumberPicker } from '../signup/NumberPicker'

export function BuyNumber({ onBought }: { onBought: () => void }) {
  const { t } = useTranslation()
  const [chosen, setChosen] = useState<AvailableNumber | null>(null)
  const buy = useMutation({
    mutationFn: () => api.post('/numbers', { phone_number: chosen?.phone_number }),
    onSuccess: async () => {
      told(t('number.bought'))
      await queries.invalidateQueries({ queryKey: ['numbers'] })
      onBought()
    },
  })
  return (
    <div className="sl-form">
      <NumberPicker root="/numbers/available" chosen={chosen} onChoose={setChosen} />
      <ProblemNote error={buy.error} />
      <div>
        <Button
          disabled={!chosen}
          loading={buy.isPending}
          onClick={() => buy.mutate()}
          data-testid="number-buy"
        >
          {chosen ? t('number.buy', { number: phoneText(chosen.phone_number) }) : t('number.choose_first')}
        </Button>
      </div>
    </div>
  )
}
