import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AvailableNumber } from '../../api/types'
import { Panel } from '../../ui/Page'
import { failed } from '../../ui/toast'
import { NumberPicker } from './NumberPicker'

/** When the chosen number was lost to somebody else, another one finishes the set-up. */
export function OtherNumber({ take }: { take: (e164: string) => Promise<void> }) {
  const { t } = useTranslation()
  const [chosen, setChosen] = useState<AvailableNumber | null>(null)
  const buy = useMutation({
    mutationFn: (number: AvailableNumber) => take(number.phone_number),
    onError: failed,
  })
  return (
    <Panel title={t('signup.other_number')} testId="other-number">
      <NumberPicker root="/signup/numbers" chosen={chosen} onChoose={setChosen} />
      <Button
        mt="md"
        disabled={!chosen}
        loading={buy.isPending}
        onClick={() => chosen && buy.mutate(chosen)}
        data-testid="other-number-use"
      >
        {t('signup.use_number')}
      </Button>
    </Panel>
  )
}
