import { Button } from '@mantine/core'
import { useRouterState } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMe } from '../../api/useMe'
import { useTakeOver } from '../../desk/DeskProvider'
import { useDeskStore } from '../../desk/store'
import { Note } from '../../ui/Note'

const PATIENCE_MS = 3000

/** True once the line to the server has been gone for three seconds; shorter gaps heal unseen. */
function useLostLong(): boolean {
  const lostAt = useDeskStore((store) => store.lostAt)
  const [long, setLong] = useState(false)
  useEffect(() => {
    setLong(false)
    if (lostAt === null) return
    const timer = window.setTimeout(() => setLong(true), Math.max(0, lostAt + PATIENCE_MS - Date.now()))
    return () => window.clearTimeout(timer)
  }, [lostAt])
  return long
}

export function Banners() {
  const { t } = useTranslation()
  const line = useDeskStore((store) => store.line)
  const inCall = useDeskStore((store) => store.desk?.call != null)
  const takeOver = useTakeOver()
  // The desk's own page says it in full, with the same button.
  const onDesk = useRouterState({ select: (state) => state.location.pathname === '/' })
  const lost = useLostLong()
  const delayed = useDeskStore((store) => store.delayed && store.line === 'open')
  const { agent_id } = useMe()
  if (agent_id === null) return <div className="shell-banner" />
  return (
    <div className="shell-banner">
      {lost ? (
        <Note tone="warn" testId="banner-lost">
          {t(inCall ? 'desk.line.lost_in_call' : 'desk.line.lost')}
        </Note>
      ) : null}
      {delayed ? (
        <Note tone="warn" testId="banner-delayed">
          {t('desk.line.delayed')}
        </Note>
      ) : null}
      {line === 'elsewhere' && !onDesk ? (
        <Note tone="info" testId="banner-elsewhere">
          <div className="sl-row">
            <span>{t('desk.line.elsewhere')}</span>
            <Button size="compact-sm" variant="default" onClick={takeOver} data-testid="take-over">
              {t('desk.line.take_over')}
            </Button>
          </div>
        </Note>
      ) : null}
      {line === 'signed_out' ? (
        <Note tone="warn" testId="banner-signed-out">
          <div className="sl-row">
            <span>{t('desk.line.signed_out')}</span>
            <Button component="a" href="/login" size="compact-sm" variant="default">
              {t('access.sign_in')}
            </Button>
          </div>
        </Note>
      ) : null}
    </div>
  )
}
