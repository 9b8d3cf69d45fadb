import {
  IconBellRinging,
  IconCircleCheck,
  IconCoffee,
  IconPencil,
  IconPhone,
  IconPhoneOff,
  IconPower,
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { AgentStatus } from '../api/types'
import type { Tone } from './Note'
import { Tag } from './Tag'

/** The same colour, icon and word for a status everywhere. */
export const statusLooks: Record<AgentStatus, { tone: Tone; Icon: typeof IconPhone }> = {
  offline: { tone: 'quiet', Icon: IconPower },
  available: { tone: 'ok', Icon: IconCircleCheck },
  break: { tone: 'warn', Icon: IconCoffee },
  ringing: { tone: 'info', Icon: IconBellRinging },
  talking: { tone: 'info', Icon: IconPhone },
  wrap_up: { tone: 'warn', Icon: IconPencil },
  not_responding: { tone: 'bad', Icon: IconPhoneOff },
}

export function AgentStatusTag({ status }: { status: AgentStatus }) {
  const { t } = useTranslation()
  const { tone, Icon } = statusLooks[status] ?? statusLooks.offline
  return (
    <Tag tone={tone} icon={<Icon size={14} aria-hidden />}>
      {t(`desk.status.${status}`)}
    </Tag>
  )
}
