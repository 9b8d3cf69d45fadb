import { Button, Textarea } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Note, ProblemNote } from '../../ui/Note'
import { TimezoneSelect } from '../settings/TimezoneSelect'
import type { StepProps } from './SignupPage'

interface Props extends StepProps {
  busy: boolean
  error: unknown
  onBack: () => void
  onNext: () => void
}

export function GreetingStep({ draft, change, errors, busy, error, onBack, onNext }: Props) {
  const { t } = useTranslation()
  return (
    <div>
      <h1>{t('signup.greeting_title')}</h1>
      <p className="wizard-lead">{t('signup.greeting_lead')}</p>
      <div className="sl-form">
        <Textarea
          label={t('signup.greeting')}
          description={t('signup.greeting_hint')}
          placeholder={t('signup.greeting_example', { company: draft.company })}
          autosize
          minRows={2}
          value={draft.greeting}
          error={errors.greeting}
          onChange={(event) => change({ greeting: event.currentTarget.value })}
          data-testid="signup-field-greeting"
        />
        <TimezoneSelect value={draft.timezone} onChange={(timezone) => change({ timezone })} />
        <Textarea
          label={t('signup.closed')}
          placeholder={t('signup.closed_example')}
          autosize
          minRows={2}
          value={draft.closed}
          error={errors.closed}
          onChange={(event) => change({ closed: event.currentTarget.value })}
          data-testid="signup-field-closed"
        />
        <Note tone="info">{t('signup.hours_note')}</Note>
        <ProblemNote error={error} testId="signup-problem" />
      </div>
      <div className="wizard-foot">
        <Button variant="default" onClick={onBack} disabled={busy} data-testid="signup-back">
          {t('app.back')}
        </Button>
        <Button loading={busy} onClick={onNext} data-testid="signup-create">
          {t('signup.create')}
        </Button>
      </div>
    </div>
  )
}
