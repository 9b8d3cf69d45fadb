import { Button } from '@mantine/core'
import { IconPlugConnectedX, IconWifi1 } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { usePhone } from '../../softphone/PhoneProvider'
import { Tag } from '../../ui/Tag'
import { VoiceState } from './IdleBar'

/** How this agent's own audio stands during a call; silent while all is well. */
export function LegState() {
  const { t } = useTranslation()
  const { state, send } = usePhone()
  if (!state.matches({ voice: 'ready' })) return <VoiceState />
  if (state.matches({ leg: 'failed' }))
    return (
      <Button
        size="compact-sm"
        color="#9a4a08"
        onClick={() => send({ type: 'RETRY' })}
        data-testid="audio-reconnect"
      >
        {t('phone.reconnect_audio')}
      </Button>
    )
  const waiting = state.matches({ leg: 'dropped' }) || state.matches({ leg: { live: 'reconnecting' } })
  if (waiting || (state.matches({ leg: 'joining' }) && state.context.rejoins > 0))
    return (
      <Tag tone="warn" icon={<IconPlugConnectedX size={14} aria-hidden />} testId="audio-rejoining">
        {t('phone.rejoining')}
      </Tag>
    )
  if (state.matches({ leg: 'joining' })) return <Tag tone="info">{t('phone.joining')}</Tag>
  if (state.context.weak)
    return (
      <Tag tone="warn" icon={<IconWifi1 size={14} aria-hidden />}>
        {t('phone.weak')}
      </Tag>
    )
  return <span data-testid="audio-live" hidden={!state.matches({ leg: 'live' })} />
}
