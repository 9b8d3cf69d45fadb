import { ActionIcon, Switch, TextInput, Tooltip } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Weekly } from '../../api/types'
import './settings.css'
import { badDays, DAYS, type Day, type Span, setSpan, setSpans, spansOf, toggleDay } from './week'

interface Props {
  weekly: Weekly
  onChange: (weekly: Weekly) => void
}

function SpanInputs({ weekly, onChange, day, index, span }: Props & { day: Day; index: number; span: Span }) {
  const { t } = useTranslation()
  const name = t(`day.${day}`)
  const set = (next: Span) => onChange(setSpan(weekly, day, index, next))
  return (
    <span className="week-span">
      <TextInput
        aria-label={t('hours.from', { day: name })}
        value={span[0]}
        onChange={(event) => set([event.currentTarget.value, span[1]])}
        pattern="[0-2][0-9]:[0-5][0-9]"
        maxLength={5}
        w={72}
        data-testid={`hours-${day}-${index}-from`}
      />
      <span aria-hidden>–</span>
      <TextInput
        aria-label={t('hours.to', { day: name })}
        value={span[1]}
        onChange={(event) => set([span[0], event.currentTarget.value])}
        pattern="[0-2][0-9]:[0-5][0-9]"
        maxLength={5}
        w={72}
        data-testid={`hours-${day}-${index}-to`}
      />
      {index > 0 ? (
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={t('hours.remove_span', { day: name })}
          onClick={() =>
            onChange(
              setSpans(
                weekly,
                day,
                spansOf(weekly, day).filter((_, at) => at !== index),
              ),
            )
          }
        >
          <IconX size={15} />
        </ActionIcon>
      ) : null}
    </span>
  )
}

function DayRow({ weekly, onChange, day, bad }: Props & { day: Day; bad: boolean }) {
  const { t } = useTranslation()
  const spans = spansOf(weekly, day)
  const open = spans.length > 0
  return (
    <div className="week-day">
      <Switch
        checked={open}
        onChange={(event) => onChange(toggleDay(weekly, day, event.currentTarget.checked))}
        label={t(`day.${day}`)}
        data-testid={`hours-${day}-open`}
      />
      <div className="week-spans">
        {open ? null : <span className="sl-soft">{t('hours.closed')}</span>}
        {spans.map((span, index) => (
          // Spans have no name of their own; their place in the day is what a person edits.
          // biome-ignore lint/suspicious/noArrayIndexKey: position is identity here
          <SpanInputs key={index} weekly={weekly} onChange={onChange} day={day} index={index} span={span} />
        ))}
        {open && spans.length < 3 ? (
          <Tooltip label={t('hours.add_span')}>
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={`${t('hours.add_span')} · ${t(`day.${day}`)}`}
              onClick={() => onChange(setSpans(weekly, day, [...spans, ['18:00', '20:00']]))}
            >
              <IconPlus size={15} />
            </ActionIcon>
          </Tooltip>
        ) : null}
        {bad ? (
          <span className="week-bad" role="alert">
            {t('hours.bad_span')}
          </span>
        ) : null}
      </div>
    </div>
  )
}

export function WeekEditor(props: Props) {
  const bad = badDays(props.weekly)
  return (
    <div className="week">
      {DAYS.map((day) => (
        <DayRow key={day} {...props} day={day} bad={bad.includes(day)} />
      ))}
    </div>
  )
}
