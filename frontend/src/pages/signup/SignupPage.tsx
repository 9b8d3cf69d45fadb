import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../api/client'
import { fieldErrors } from '../../api/problem'
import { currentLocale } from '../../i18n'
import { usePageTitle } from '../../ui/Page'
import { AccountStep } from './AccountStep'
import {
  forgetStarted,
  keepDraft,
  keepStarted,
  keptDraft,
  keptStarted,
  type SignupDraft,
  type Started,
} from './draft'
import { GreetingStep } from './GreetingStep'
import { NumberStep } from './NumberStep'
import { ProgressStep } from './ProgressStep'
import './signup.css'

const steps = ['account', 'number', 'greeting', 'progress'] as const
type Step = (typeof steps)[number]

/** The step on which a refused field stands. */
const homeOf: Record<string, Step> = {
  company: 'account',
  slug: 'account',
  name: 'account',
  email: 'account',
  password: 'account',
  country: 'number',
  phone_number: 'number',
}

function bodyOf(draft: SignupDraft, password: string) {
  const { number, ...rest } = draft
  return {
    ...rest,
    password,
    locale: currentLocale(),
    phone_number: number?.phone_number ?? '',
  }
}

function Progress({ current }: { current: Step }) {
  const { t } = useTranslation()
  const at = steps.indexOf(current)
  return (
    <ol className="wizard-steps" aria-label={t('signup.steps')}>
      {steps.map((step, index) => (
        <li
          key={step}
          data-state={index < at ? 'done' : index === at ? 'current' : 'todo'}
          aria-current={index === at ? 'step' : undefined}
        >
          {t(`signup.step.${step}`)}
        </li>
      ))}
    </ol>
  )
}

function useSignup() {
  const [draft, setDraft] = useState(keptDraft)
  const [password, setPassword] = useState('')
  const [started, setStarted] = useState<Started | null>(keptStarted)
  const [step, setStep] = useState<Step>(started ? 'progress' : 'account')
  const [mended, setMended] = useState<string[]>([])
  const create = useMutation({
    mutationFn: () => api.post<Omit<Started, 'phone_number'>>('/signup', bodyOf(draft, password)),
    onSuccess: (reply) => {
      const now = { ...reply, phone_number: draft.number?.phone_number ?? '' }
      keepStarted(now)
      setStarted(now)
      setStep('progress')
    },
    onError: (error) => {
      setMended([])
      const first = steps.find((name) =>
        Object.keys(fieldErrors(error)).some((field) => homeOf[field] === name),
      )
      if (first) setStep(first)
    },
  })
  const change = (part: Partial<SignupDraft>) => {
    setMended((old) => [...old, ...Object.keys(part)])
    setDraft((old) => {
      const next = { ...old, ...part }
      keepDraft(next)
      return next
    })
  }
  const typePassword = (text: string) => {
    setMended((old) => [...old, 'password'])
    setPassword(text)
  }
  const again = () => {
    forgetStarted()
    setStarted(null)
    create.reset()
    setStep('account')
  }
  const takeNumber = (phone_number: string) =>
    setStarted((old) => {
      if (!old) return old
      const next = { ...old, phone_number }
      keepStarted(next)
      return next
    })
  const refused = Object.entries(fieldErrors(create.error))
  const errors = Object.fromEntries(refused.filter(([field]) => !mended.includes(field)))
  const error = refused.some(([field]) => homeOf[field]) ? null : create.error
  return {
    draft,
    takeNumber,
    change,
    password,
    typePassword,
    errors,
    error,
    started,
    step,
    setStep,
    create,
    again,
  }
}

export interface StepProps {
  draft: SignupDraft
  change: (part: Partial<SignupDraft>) => void
  errors: Record<string, string>
}

export function SignupPage() {
  const { t } = useTranslation()
  usePageTitle(t('signup.title'))
  const signup = useSignup()
  const { step, setStep, create, started } = signup
  const shared = { draft: signup.draft, change: signup.change, errors: signup.errors }
  return (
    <div className="wizard" data-testid={`signup-${step}`}>
      <Progress current={step} />
      {step === 'account' ? (
        <AccountStep
          {...shared}
          password={signup.password}
          setPassword={signup.typePassword}
          onNext={() => setStep('number')}
        />
      ) : null}
      {step === 'number' ? (
        <NumberStep {...shared} onBack={() => setStep('account')} onNext={() => setStep('greeting')} />
      ) : null}
      {step === 'greeting' ? (
        <GreetingStep
          {...shared}
          busy={create.isPending}
          error={signup.error}
          onBack={() => setStep('number')}
          onNext={() => (signup.password ? create.mutate() : setStep('account'))}
        />
      ) : null}
      {step === 'progress' && started ? (
        <ProgressStep started={started} onStartOver={signup.again} onNumber={signup.takeNumber} />
      ) : null}
    </div>
  )
}
