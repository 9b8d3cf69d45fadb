/** Keeps the desk alive in the leading tab: claims the phone, opens the feed, mounts the softphone. */
import i18next from 'i18next'
import { createContext, type ReactNode, useCallback, useContext, useEffect, useRef, useState } from 'react'
import { claimPhone } from '../softphone/leader'
import { type MakeAdapter, PhoneProvider } from '../softphone/PhoneProvider'
import { warned } from '../ui/toast'
import { fetchDesk } from './actions'
import { type Connection, openFeed } from './feed'
import { useDeskStore } from './store'

const TakeOver = createContext<() => void>(() => undefined)
export const useTakeOver = () => useContext(TakeOver)

function socketAddress(): string {
  const scheme = window.location.protocol === 'https:' ? 'wss' : 'ws'
  return `${scheme}://${window.location.host}/ws/desk`
}

/** What a person asked for and the telephone network did not do. */
function tellFailure(type: string): void {
  if (type === 'hold.failed') warned(i18next.t('desk.failed.hold'))
  if (type === 'resume.failed') warned(i18next.t('desk.failed.resume'))
}

export function DeskProvider({ children, makeAdapter }: { children: ReactNode; makeAdapter?: MakeAdapter }) {
  const [claim, setClaim] = useState(0)
  const [leading, setLeading] = useState(false)
  const connection = useRef<Connection | null>(null)
  const ready = useRef(false)
  const { setDesk, setLine, setDelayed } = useDeskStore.getState()

  useEffect(() => {
    const aside = () => {
      setLeading(false)
      setLine('elsewhere')
    }
    const won = () => {
      setLine('connecting')
      setLeading(true)
    }
    const leadership = claimPhone({ steal: claim > 0, won, lost: aside, waiting: aside })
    return () => leadership.release()
  }, [claim, setLine])

  useEffect(() => {
    if (!leading) return
    const ports = {
      fetchDesk,
      setDesk,
      setLine,
      setDelayed,
      voiceReady: () => ready.current,
      said: tellFailure,
    }
    const feed = openFeed(ports, socketAddress())
    connection.current = feed
    return () => {
      connection.current = null
      feed.close()
    }
  }, [leading, setDesk, setLine, setDelayed])

  const onVoiceReady = useCallback((now: boolean) => {
    ready.current = now
    connection.current?.tell()
  }, [])
  const takeOver = useCallback(() => {
    setLeading(false)
    setClaim((count) => count + 1)
  }, [])
  return (
    <TakeOver.Provider value={takeOver}>
      <PhoneProvider makeAdapter={makeAdapter} leading={leading} onVoiceReady={onVoiceReady}>
        {children}
      </PhoneProvider>
    </TakeOver.Provider>
  )
}
