import { Button, Loader } from '@mantine/core'
import { IconAlertTriangle, IconCheck, IconCircleDashed, IconMinus } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { ProvisioningStep } from '../../api/types'
import { failed } from '../../ui/toast'
import './signup.css'

function StepIcon({ state }: { state: ProvisioningStep['state'] }) {
  switch (state) {
    case 'done':
      return <IconCheck size={18} color="var(--sl-ok)" aria-hidden />
    case 'failed':
      return <IconAlertTriangle size={18} color="var(--sl-bad)" aria-hidden />
    case 'running':
      return <Loader size={16} aria-hidden />
    case 'skipped':
      return <IconMinus size={18} aria-hidden />
    default:
      return <IconCircleDashed size={18} color="var(--sl-soft)" aria-hidden />
  }
}

function Step({ step, retry }: { step: ProvisioningStep; retry: (name: string) => Promise<unknown> }) {
  const { t } = useTranslation()
  const again = useMutation({ mutationFn: () => retry(step.name), onError: failed })
  return (
    <li className="step" data-testid={`provisioning-step-${step.name}`} data-state={step.state}>
      <StepIcon state={step.state} />
      <div>
        <div className="sl-row">
          <strong>{t(`step.${step.name}`, { defaultValue: step.name })}</strong>
          <span className="sl-small sl-soft">{t(`step_state.${step.state}`)}</span>
        </div>
        {step.error ? (
          <div className="step-error" role="alert" data-testid={`provisioning-error-${step.name}`}>
            {step.error}
          </div>
        ) : null}
      </div>
      {step.state === 'failed' ? (
        <Button
          size="compact-md"
          variant="default"
          loading={again.isPending}
          onClick={() => again.mutate()}
          data-testid={`provisioning-retry-${step.name}`}
        >
          {t('app.retry')}
        </Button>
      ) : (
        <span />
      )}
    </li>
  )
}

/** Each step of setting a company up, as it really stands. */
export function StepList({
  steps,
  retry,
}: {
  steps: ProvisioningStep[]
  retry: (name: string) => Promise<unknown>
}) {
  return (
    <ol className="steps" aria-live="polite">
      {steps.map((step) => (
        <Step key={step.name} step={step} retry={retry} />
      ))}
    </ol>
  )
}
