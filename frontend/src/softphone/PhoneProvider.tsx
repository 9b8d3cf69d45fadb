/** Ties machine, voice adapter and desk together for the pages. */
import { useMachine } from '@xstate/react'
import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef } from 'react'
import type { SnapshotFrom } from 'xstate'
import { fetchVoiceToken } from '../desk/actions'
import { useDesk } from '../desk/store'
import type { Listen, VoiceAdapter } from './adapter'
import { type PhoneEvent, phoneMachine } from './machine'
import { startRinging, stopRinging } from './ringer'
import { TwilioVoiceAdapter } from './twilio'

export type PhoneSnapshot = SnapshotFrom<typeof phoneMachine>
export type MakeAdapter = (listen: Listen) => VoiceAdapter

interface Phone {
  state: PhoneSnapshot
  send(event: PhoneEvent): void
  digits(keys: string): void
}

const PhoneContext = createContext<Phone | null>(null)

export function usePhone(): Phone {
  const phone = useContext(PhoneContext)
  if (!phone) throw new Error('usePhone needs a PhoneProvider above it')
  return phone
}

const withTwilio: MakeAdapter = (listen) => new TwilioVoiceAdapter(listen, fetchVoiceToken)

function useFollowDesk(send: (event: PhoneEvent) => void, leading: boolean): void {
  const offerId = useDesk((desk) => desk.offer?.id ?? null)
  const handlingId = useDesk((desk) => desk.call?.handling_id ?? null)
  const status = useDesk((desk) => desk.agent.status)
  useEffect(() => {
    if (status === null) return
    const wanted = leading && (status !== 'offline' || handlingId !== null)
    send({ type: wanted ? 'PREPARE' : 'RELEASE' })
  }, [send, status, handlingId, leading])
  useEffect(() => {
    const facts = leading ? { offerId, handlingId } : { offerId: null, handlingId: null }
    send({ type: 'DESK', facts })
  }, [send, offerId, handlingId, leading])
}

interface Props {
  children: ReactNode
  makeAdapter?: MakeAdapter
  leading: boolean
  onVoiceReady(ready: boolean): void
}

export function PhoneProvider({ children, makeAdapter = withTwilio, leading, onVoiceReady }: Props) {
  const adapter = useRef<VoiceAdapter | null>(null)
  const machine = useMemo(
    () =>
      phoneMachine.provide({
        actions: {
          prepareVoice: () => void adapter.current?.prepare(),
          releaseVoice: () => adapter.current?.release(),
          dialLeg: ({ context }) => {
            if (context.handlingId) void adapter.current?.connect(context.handlingId)
          },
          endLeg: () => adapter.current?.hangUp(),
          applyMute: ({ context }) => adapter.current?.mute(context.muted),
          startRing: startRinging,
          stopRing: stopRinging,
        },
      }),
    [],
  )
  const [state, send] = useMachine(machine)
  if (!adapter.current) adapter.current = makeAdapter((event) => send(event))
  useEffect(() => {
    const current = adapter.current
    return () => {
      stopRinging()
      current?.release()
    }
  }, [])
  useFollowDesk(send, leading)
  const ready = state.matches({ voice: 'ready' })
  useEffect(() => onVoiceReady(ready), [ready, onVoiceReady])
  const phone = useMemo<Phone>(
    () => ({ state, send, digits: (keys) => adapter.current?.digits(keys) }),
    [state, send],
  )
  return <PhoneContext.Provider value={phone}>{children}</PhoneContext.Provider>
}
