import { Button } from '@mantine/core'
import { IconMicrophoneOff, IconPlugConnected, IconPlugConnectedX, IconPower } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { usePhone } from '../../softphone/PhoneProvider'
import type { Tone } from '../../ui/Note'
import { Tag } from '../../ui/Tag'

type Voice = 'off' | 'preparing' | 'ready' | 'lost' | 'blocked'

const looks: Record<Voice, { tone: Tone; Icon: typeof IconPower }> = {
  off: { tone: 'quiet', Icon: IconPower },
  preparing: { tone: 'info', Icon: IconPlugConnected },
  ready: { tone: 'ok', Icon: IconPlugConnected },
  lost: { tone: 'warn', Icon: IconPlugConnectedX },
  blocked: { tone: 'bad', Icon: IconMicrophoneOff },
}

export function VoiceState() {
  const { t } = useTranslation()
  const { state, send } = usePhone()
  const voice = state.value.voice as Voice
  const { tone, Icon } = looks[voice]
  const failure = state.context.failure
  const explained = voice === 'blocked' || voice === 'lost'
  return (
    <span className="voice" role="status">
      <span className="sl-row">
        <Tag tone={tone} icon={<Icon size={14} aria-hidden />} testId={`voice-${voice}`}>
          {t(`phone.voice.${voice}`)}
        </Tag>
        {explained ? (
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => send({ type: 'RETRY' })}
            data-testid="voice-retry"
          >
            {t('app.retry')}
          </Button>
        ) : null}
      </span>
      {explained ? (
        <span className="sl-small" data-testid="voice-reason">
          {t(`phone.failure.${failure ?? 'signalling'}`)}
        </span>
      ) : null}
    </span>
  )
}

export function IdleBar({ elsewhere }: { elsewhere: boolean }) {
  const { t } = useTranslation()
  return (
    <div className="phone-bar">
      {elsewhere ? <span className="sl-soft">{t('phone.elsewhere')}</span> : <VoiceState />}
      {elsewhere ? null : (
        <span className="sl-soft sl-small phone-wide" data-testid="call-state" data-state="idle">
          {t('phone.no_call')}
        </span>
      )}
    </div>
  )
}
