import { Button } from '@mantine/core'
import { IconExternalLink } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { send } from '../../api/client'
import type { Provisioning } from '../../api/types'
import { boot, tenantHost, tenantOrigin } from '../../boot'
import { phoneText } from '../../format/phone'
import { ProblemNote } from '../../ui/Note'
import { Panel } from '../../ui/Page'
import type { Started } from './draft'
import { OtherNumber } from './OtherNumber'
import { StepList } from './StepList'

const finished = (data: Provisioning | undefined) =>
  data?.steps.every((step) => step.state === 'done' || step.state === 'skipped') ?? false

function Done({ started }: { started: Started }) {
  const { t } = useTranslation()
  const phone = boot.phone_url ? `${boot.phone_url}?to=${encodeURIComponent(started.phone_number)}` : null
  return (
    <div data-testid="provisioning-done">
      <h1>{t('signup.done_title')}</h1>
      <p className="wizard-lead">{t('signup.done_lead')}</p>
      <Panel>
        <div className="sl-soft">{t('signup.your_number')}</div>
        <div className="your-number num" data-testid="signup-number">
          {phoneText(started.phone_number)}
        </div>
        <div className="sl-soft">{t('signup.your_address')}</div>
        <div className="your-address">
          <a className="sl-link" href={tenantOrigin(started.tenant.slug)} data-testid="signup-address">
            {tenantHost(started.tenant.slug)}
          </a>
        </div>
        <p className="sl-soft">{t('signup.keep_address')}</p>
        <p className="sl-soft">{t('signup.done_next')}</p>
        <div className="sl-row">
          <Button component="a" href={started.enter_url} size="md" data-testid="signup-open-console">
            {t('signup.open_console')}
          </Button>
          {phone ? (
            <Button
              component="a"
              href={phone}
              target="_blank"
              rel="noreferrer"
              size="md"
              variant="default"
              rightSection={<IconExternalLink size={16} aria-hidden />}
              data-testid="signup-virtual-phone"
            >
              {t('desk.teach.virtual_phone')}
            </Button>
          ) : null}
        </div>
      </Panel>
    </div>
  )
}

interface Props {
  started: Started
  onStartOver: () => void
  onNumber: (e164: string) => void
}

export function ProgressStep({ started, onStartOver, onNumber }: Props) {
  const { t } = useTranslation()
  const { data, error, refetch } = useQuery({
    queryKey: ['signup', started.status_url],
    queryFn: ({ signal }) => send<Provisioning>(started.status_url, { signal }),
    refetchInterval: (query) => (finished(query.state.data) ? false : 1000),
  })
  const retry = async (step: string, body: object = {}) => {
    await send(`${started.status_url}/${step}/retry`, { method: 'POST', body })
    await refetch()
  }
  const numberFailed = data?.steps.some((step) => step.name === 'number' && step.state === 'failed')
  const done = finished(data)
  return (
    <>
      {done ? (
        <Done started={started} />
      ) : (
        <>
          <h1>{t('signup.progress_title')}</h1>
          <p className="wizard-lead">{t('signup.progress_lead')}</p>
        </>
      )}
      <ProblemNote error={error} retry={() => void refetch()} />
      {data && !done ? (
        <Panel testId="provisioning">
          <StepList steps={data.steps} retry={retry} />
        </Panel>
      ) : null}
      {numberFailed ? (
        <OtherNumber
          take={async (phone_number) => {
            onNumber(phone_number)
            await retry('number', { phone_number })
          }}
        />
      ) : null}
      <p>
        <Button variant="subtle" color="gray" size="compact-sm" onClick={onStartOver}>
          {t('signup.another')}
        </Button>
      </p>
    </>
  )
}
