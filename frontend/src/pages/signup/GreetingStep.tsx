import { Button, Radio, Textarea } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { ProblemNote } from '../../ui/Note'
import { TimezoneSelect } from '../settings/TimezoneSelect'
import { WeekEditor } from '../settings/WeekEditor'
import { badDays } from '../settings/week'
import type { SignupDraft } from './draft'
import type { StepProps } from './SignupPage'

interface Props extends StepProps {
  busy: boolean
  error: unknown
  onBack: () => void
  onNext: () => void
}

const choices = ['office', 'always', 'custom'] as const

export function GreetingStep({ draft, change, errors, busy, error, onBack, onNext }: Props) {
  const { t } = useTranslation()
  const invalid = draft.hours === 'custom' && badDays(draft.weekly).length > 0
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
        <Radio.Group
          label={t('signup.hours')}
          value={draft.hours}
          onChange={(hours) => change({ hours: hours as SignupDraft['hours'] })}
        >
          <div className="sl-form" style={{ gap: 8, marginTop: 6 }}>
            {choices.map((hours) => (
              <Radio
                key={hours}
                value={hours}
                label={t(`signup.hours_${hours}`)}
                data-testid={`signup-hours-${hours}`}
              />
            ))}
          </div>
        </Radio.Group>
        {draft.hours === 'custom' ? (
          <WeekEditor weekly={draft.weekly} onChange={(weekly) => change({ weekly })} />
        ) : null}
        <TimezoneSelect value={draft.timezone} onChange={(timezone) => change({ timezone })} />
        {draft.hours === 'always' ? null : (
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
        )}
        <ProblemNote error={error} testId="signup-problem" />
      </div>
      <div className="wizard-foot">
        <Button variant="default" onClick={onBack} disabled={busy} data-testid="signup-back">
          {t('app.back')}
        </Button>
        <Button loading={busy} disabled={invalid} onClick={onNext} data-testid="signup-create">
          {t('signup.create')}
        </Button>
      </div>
    </div>
  )
}
