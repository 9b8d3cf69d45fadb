import { Button, Skeleton } from '@mantine/core'
import { IconBrowser, IconUserQuestion } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Caller } from '../../api/types'
import { useTakeOver } from '../../desk/DeskProvider'
import { useDesk, useDeskStore } from '../../desk/store'
import { phoneText } from '../../format/phone'
import { EmptyState } from '../../ui/EmptyState'
import { Panel } from '../../ui/Page'
import { ContactPanel } from '../contacts/ContactPanel'
import { RecentCalls } from './RecentCalls'
import { StatusCard } from './StatusCard'
import { Teach } from './Teach'

/** The caller in front of the agent: ringing, talking, or just hung up. */
function useCaller(): Caller | null {
  return useDesk((desk) => desk.call?.caller ?? desk.offer?.caller ?? desk.wrapup?.caller ?? null)
}

function Unknown({ caller }: { caller: Caller }) {
  const { t } = useTranslation()
  return (
    <EmptyState icon={<IconUserQuestion size={24} />} title={phoneText(caller.number) || t('phone.hidden')}>
      {t('desk.unknown_caller')}
    </EmptyState>
  )
}

/** Calls ring in one tab only; this one can become it. */
function Elsewhere() {
  const { t } = useTranslation()
  const takeOver = useTakeOver()
  return (
    <div className="desk-elsewhere" data-testid="banner-elsewhere">
      <EmptyState
        heading="h1"
        icon={<IconBrowser size={24} />}
        title={t('desk.elsewhere_title')}
        action={
          <Button mt="sm" onClick={takeOver} data-testid="take-over">
            {t('desk.use_here')}
          </Button>
        }
      >
        {t('desk.elsewhere_hint')}
      </EmptyState>
    </div>
  )
}

export function DeskHome() {
  const { t } = useTranslation()
  const elsewhere = useDeskStore((store) => store.line === 'elsewhere')
  const ready = useDesk((desk) => desk.seq) !== null
  const caller = useCaller()
  if (elsewhere) return <Elsewhere />
  if (!ready)
    return (
      <div className="desk">
        <Skeleton height={180} />
        <Skeleton height={260} />
      </div>
    )
  return (
    <div className="desk">
      <h1 className="desk-hidden">{t('nav.desk')}</h1>
      <div className="desk-left">
        <StatusCard />
        <RecentCalls />
      </div>
      <div className="desk-main">
        {caller ? (
          <Panel title={t('desk.customer')} testId="screen-pop">
            {caller.contact_id ? (
              <ContactPanel key={caller.contact_id} contactId={caller.contact_id} />
            ) : (
              <Unknown caller={caller} />
            )}
          </Panel>
        ) : (
          <Teach />
        )}
      </div>
    </div>
  )
}
