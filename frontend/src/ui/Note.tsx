import { Button } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck, IconInfoCircle } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Problem, sentence } from '../api/problem'

export type Tone = 'ok' | 'warn' | 'bad' | 'info' | 'quiet'

const icons = { ok: IconCircleCheck, warn: IconAlertTriangle, bad: IconAlertTriangle, info: IconInfoCircle }

export function Note({
  tone,
  children,
  testId,
}: {
  tone: 'ok' | 'warn' | 'bad' | 'info'
  children: ReactNode
  testId?: string
}) {
  const Icon = icons[tone]
  return (
    <div className="sl-note" data-tone={tone} role={tone === 'bad' ? 'alert' : 'status'} data-testid={testId}>
      <Icon size={18} aria-hidden />
      <div>{children}</div>
    </div>
  )
}

/** What went wrong in a sentence, the request to quote when it is our fault, and the way on. */
export function ProblemNote({
  error,
  retry,
  testId,
}: {
  error: unknown
  retry?: () => void
  testId?: string
}) {
  const { t } = useTranslation()
  if (!error) return null
  const status = error instanceof Problem ? error.status : 0
  const id = error instanceof Problem && status >= 500 ? error.requestId : ''
  return (
    <Note tone="bad" testId={testId ?? 'problem'}>
      <div className="sl-row">
        <span>{sentence(error)}</span>
        {retry && status === 403 ? (
          <Button size="compact-sm" variant="default" renderRoot={(props) => <Link to="/" {...props} />}>
            {t('app.back_to_desk')}
          </Button>
        ) : null}
        {retry && status !== 403 ? (
          <Button size="compact-sm" variant="default" onClick={retry}>
            {t('app.retry')}
          </Button>
        ) : null}
      </div>
      {id ? <div className="sl-small num">{t('app.request_id', { id })}</div> : null}
    </Note>
  )
}
