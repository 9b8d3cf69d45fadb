import { useTranslation } from 'react-i18next'
import type { CallRow } from '../../api/types'
import type { Tone } from '../../ui/Note'
import { Tag } from '../../ui/Tag'
import { outcomeText } from '../contacts/entryTitle'

const tones: Record<string, Tone> = {
  answered: 'ok',
  completed: 'ok',
  abandoned: 'bad',
  voicemail: 'warn',
  closed: 'warn',
  failed: 'bad',
  system: 'bad',
}

export function OutcomeTag({ call }: { call: Pick<CallRow, 'outcome' | 'state'> }) {
  const { t } = useTranslation()
  if (call.outcome) return <Tag tone={tones[call.outcome] ?? 'quiet'}>{outcomeText(t, call.outcome)}</Tag>
  return <Tag tone="info">{t(`call_state.${call.state}`, { defaultValue: t('call_state.live') })}</Tag>
}
