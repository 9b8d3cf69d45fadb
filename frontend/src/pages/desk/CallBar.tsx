import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import {
  IconDialpad,
  IconMicrophone,
  IconMicrophoneOff,
  IconPhoneX,
  IconPlayerPause,
  IconPlayerPlay,
} from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { DeskCall } from '../../api/types'
import { callVerb } from '../../desk/actions'
import { phoneText } from '../../format/phone'
import { usePhone } from '../../softphone/PhoneProvider'
import { Tag } from '../../ui/Tag'
import { Elapsed } from '../../ui/Timer'
import { failed } from '../../ui/toast'
import { Keypad } from './Keypad'
import { LegState } from './LegState'
import { useShortcuts } from './shortcuts'

/** Amber dark enough for white letters (WCAG AA). */
export const amber = '#9a4a08'

function CallerLine({ call }: { call: DeskCall }) {
  return (
    <div className="phone-who">
      <strong data-testid="call-caller">{call.caller.name || phoneText(call.caller.number)}</strong>
      <span className="sl-small sl-soft">
        {[call.caller.name ? phoneText(call.caller.number) : '', call.queue?.name]
          .filter(Boolean)
          .join(' · ')}
      </span>
    </div>
  )
}

function CallTimes({ call }: { call: DeskCall }) {
  const { t } = useTranslation()
  return (
    <>
      <Tag tone={call.state === 'held' ? 'warn' : 'info'}>
        <span data-testid="call-state" data-state={call.state}>
          {t(`phone.call.${call.state}`)}
        </span>
        {call.held_since ? <Elapsed since={call.held_since} testId="hold-timer" /> : null}
      </Tag>
      <span className="phone-time">
        <Elapsed since={call.connected_at ?? call.accepted_at} testId="call-timer" />
      </span>
    </>
  )
}

function useCallControls(call: DeskCall) {
  const { state, send } = usePhone()
  const verb = useMutation({
    mutationFn: (name: 'hold' | 'resume' | 'hangup') => callVerb(call.id, name),
    onError: failed,
  })
  const live = state.matches({ leg: 'live' })
  return {
    live,
    muted: state.context.muted,
    busy: verb.isPending ? verb.variables : null,
    mute: () => live && send({ type: 'MUTE', on: !state.context.muted }),
    hold: () => call.state !== 'connecting' && verb.mutate(call.state === 'held' ? 'resume' : 'hold'),
    end: () => verb.mutate('hangup'),
  }
}

export function CallBar({ call }: { call: DeskCall }) {
  const { t } = useTranslation()
  const { live, muted, busy, mute, hold, end } = useCallControls(call)
  const [keypad, pad] = useDisclosure(false)
  const held = call.state === 'held'
  useShortcuts({ KeyM: mute, KeyH: hold, KeyD: pad.toggle, KeyE: end })
  return (
    <div className="phone-bar" data-testid="call-bar">
      <CallerLine call={call} />
      <CallTimes call={call} />
      <LegState />
      {held ? <span className="sl-small sl-soft phone-wide">{t('phone.hears_music')}</span> : null}
      <div className="phone-controls">
        <Button
          variant={muted ? 'filled' : 'default'}
          color={muted ? amber : undefined}
          aria-pressed={muted}
          disabled={!live}
          onClick={mute}
          leftSection={
            muted ? <IconMicrophoneOff size={17} aria-hidden /> : <IconMicrophone size={17} aria-hidden />
          }
          data-testid="call-mute"
        >
          {t(muted ? 'phone.unmute' : 'phone.mute')}
          <kbd className="phone-hint">M</kbd>
        </Button>
        <Button
          variant={held ? 'filled' : 'default'}
          color={held ? amber : undefined}
          aria-pressed={held}
          disabled={call.state === 'connecting'}
          loading={busy === 'hold' || busy === 'resume'}
          onClick={hold}
          leftSection={
            held ? <IconPlayerPlay size={17} aria-hidden /> : <IconPlayerPause size={17} aria-hidden />
          }
          data-testid="call-hold"
        >
          {t(held ? 'phone.resume' : 'phone.hold')}
          <kbd className="phone-hint">H</kbd>
        </Button>
        <Keypad opened={keypad} onChange={(open) => (open ? pad.open() : pad.close())}>
          <Button
            variant="default"
            disabled={!live}
            aria-expanded={keypad}
            onClick={pad.toggle}
            leftSection={<IconDialpad size={17} aria-hidden />}
            data-testid="call-keypad"
          >
            <span className="phone-clip">{t('phone.keypad')}</span>
            <kbd className="phone-hint">D</kbd>
          </Button>
        </Keypad>
        <Button
          color="red.9"
          loading={busy === 'hangup'}
          onClick={end}
          leftSection={<IconPhoneX size={17} aria-hidden />}
          data-testid="call-hangup"
        >
          {t('phone.hang_up')}
          <kbd className="phone-hint">E</kbd>
        </Button>
      </div>
    </div>
  )
}
