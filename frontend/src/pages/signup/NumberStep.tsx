import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Note } from '../../ui/Note'
import { NumberPicker } from './NumberPicker'
import type { StepProps } from './SignupPage'

export function NumberStep({
  draft,
  change,
  errors,
  onBack,
  onNext,
}: StepProps & { onBack: () => void; onNext: () => void }) {
  const { t } = useTranslation()
  return (
    <div>
      <h1>{t('signup.number_title')}</h1>
      <p className="wizard-lead">{t('signup.number_lead')}</p>
      {errors.phone_number ? <Note tone="bad">{errors.phone_number}</Note> : null}
      <NumberPicker
        root="/signup/numbers"
        country={draft.country}
        chosen={draft.number}
        onChoose={(number, country) => change({ number, country })}
      />
      <div className="wizard-foot">
        <Button variant="default" onClick={onBack} data-testid="signup-back">
          {t('app.back')}
        </Button>
        <Button disabled={!draft.number} onClick={onNext} data-testid="signup-next">
          {t('app.continue')}
        </Button>
      </div>
    </div>
  )
}
