import { Button } from '@mantine/core'
import { IconCircleCheck, IconExternalLink } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { numbersOptions } from '../../api/queries'
import { atLeast, useMe } from '../../api/useMe'
import { boot } from '../../boot'
import { useDesk } from '../../desk/store'
import { usePresence } from '../../desk/usePresence'
import { phoneText } from '../../format/phone'
import { Panel } from '../../ui/Page'
import { ProvisioningNote } from './ProvisioningNote'

export function virtualPhoneUrl(e164: string): string | null {
  return boot.phone_url ? `${boot.phone_url}?to=${encodeURIComponent(e164)}` : null
}

function CallUs() {
  const { t } = useTranslation()
  const { role } = useMe()
  const { data } = useQuery({ ...numbersOptions(), enabled: atLeast(role, 'supervisor') })
  const number = data?.find((row) => row.state === 'active') ?? data?.[0]
  if (!number) return <span>{t('desk.teach.call_any')}</span>
  const phone = virtualPhoneUrl(number.e164)
  return (
    <div className="sl-stack">
      <span>
        {t('desk.teach.call')}{' '}
        <span className="teach-number num" data-testid="own-number">
          {phoneText(number.e164)}
        </span>
      </span>
      {phone ? (
        <span>
          <Button
            component="a"
            href={phone}
            target="_blank"
            rel="noreferrer"
            variant="default"
            size="compact-md"
            rightSection={<IconExternalLink size={15} aria-hidden />}
            data-testid="virtual-phone"
          >
            {t('desk.teach.virtual_phone')}
          </Button>
        </span>
      ) : null}
    </div>
  )
}

function GoAvailable() {
  const { t } = useTranslation()
  const { change, pending, mayGoAvailable } = usePresence()
  const status = useDesk((desk) => desk.agent.status)
  if (status === 'available')
    return (
      <span className="sl-row">
        <IconCircleCheck size={18} aria-hidden color="var(--sl-ok)" />
        {t('desk.teach.available')}
      </span>
    )
  return (
    <div className="sl-row">
      <span>{t('desk.teach.go')}</span>
      {mayGoAvailable ? (
        <Button
          size="compact-md"
          loading={pending}
          onClick={() => change('available')}
          data-testid="desk-go-available"
        >
          {t('desk.go_available')}
        </Button>
      ) : null}
    </div>
  )
}

function Steps() {
  const { t } = useTranslation()
  return (
    <ol className="teach-steps">
      <li>
        <GoAvailable />
      </li>
      <li>
        <CallUs />
      </li>
      <li>{t('desk.teach.answer')}</li>
    </ol>
  )
}

/** The empty desk teaches how to get the first call; whoever has had one only needs the number at hand. */
export function Teach() {
  const { t } = useTranslation()
  const { role } = useMe()
  const experienced = (useDesk((desk) => desk.recent.length) ?? 0) > 0
  return (
    <div className="sl-stack">
      {atLeast(role, 'admin') ? <ProvisioningNote /> : null}
      <Panel title={t(experienced ? 'desk.teach.title_again' : 'desk.teach.title')} testId="desk-empty">
        <p className="sl-soft">{t(experienced ? 'desk.teach.why_again' : 'desk.teach.why')}</p>
        {experienced ? (
          <div className="sl-stack">
            <GoAvailable />
            {atLeast(role, 'supervisor') ? <CallUs /> : null}
          </div>
        ) : (
          <Steps />
        )}
        {atLeast(role, 'admin') ? (
          <p className="sl-small sl-prose">
            <Link to="/flows">{t('desk.teach.change_flow')}</Link>
          </p>
        ) : null}
      </Panel>
    </div>
  )
}
