import { Button, Textarea } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { fieldErrors } from '../../api/problem'
import type { Disposition, WrapUp } from '../../api/types'
import { queries } from '../../app/Providers'
import { finishWrapUp } from '../../desk/actions'
import { dropNote, keepNote, keptNote } from '../../desk/notes'
import { useDesk } from '../../desk/store'
import { phoneText } from '../../format/phone'
import { ProblemNote } from '../../ui/Note'
import { Remaining } from '../../ui/Timer'
import { type KeyMap, useShortcuts } from './shortcuts'

function useWrapUp(handlingId: string) {
  const [note, setNote] = useState(() => keptNote(handlingId))
  const [outcome, setOutcome] = useState<string | null>(null)
  const [asked, setAsked] = useState(false)
  const done = useMutation({
    mutationFn: () => finishWrapUp(handlingId, outcome ?? '', note),
    onSuccess: () => {
      dropNote(handlingId)
      void queries.invalidateQueries({ queryKey: ['contact'] })
      void queries.invalidateQueries({ queryKey: ['calls'] })
    },
  })
  const write = (text: string) => {
    setNote(text)
    keepNote(handlingId, text)
  }
  const finish = () => {
    setAsked(true)
    if (outcome && !done.isPending) done.mutate()
  }
  return { note, write, outcome, setOutcome, finish, done, missing: asked && !outcome }
}

function outcomeKeys(codes: Disposition[], choose: (code: string) => void): KeyMap {
  const keys: KeyMap = {}
  codes.slice(0, 9).forEach((item, index) => {
    keys[`Digit${index + 1}`] = () => choose(item.code)
    keys[`Numpad${index + 1}`] = () => choose(item.code)
  })
  return keys
}

function Outcomes({
  codes,
  chosen,
  choose,
  missing,
}: {
  codes: Disposition[]
  chosen: string | null
  missing: boolean
  choose: (code: string) => void
}) {
  const { t, i18n } = useTranslation()
  return (
    <fieldset className="wrapup-outcomes" aria-describedby={missing ? 'wrapup-missing' : undefined}>
      <legend className="wrapup-asked">
        {t('wrapup.outcome')} <span className="wrapup-required">{t('wrapup.required')}</span>
      </legend>
      {codes.map((item, index) => (
        <Button
          key={item.code}
          size="compact-md"
          variant={chosen === item.code ? 'filled' : 'default'}
          aria-pressed={chosen === item.code}
          onClick={() => choose(item.code)}
          data-testid={`wrapup-disposition-${index + 1}`}
        >
          {i18n.language === 'zh-hans' ? item.label_zh : item.label_en}
          {index < 9 ? <kbd className="phone-hint">{index + 1}</kbd> : null}
        </Button>
      ))}
    </fieldset>
  )
}

export function WrapUpCard({ wrapup }: { wrapup: WrapUp }) {
  const { t } = useTranslation()
  const codes = useDesk((desk) => desk.dispositions) ?? []
  const { note, write, outcome, setOutcome, finish, done, missing } = useWrapUp(wrapup.handling_id)
  useShortcuts(outcomeKeys(codes, setOutcome))
  return (
    <div className="wrapup" data-testid="wrapup-card">
      <div>
        <div className="sl-small sl-soft">{t('wrapup.title')}</div>
        <div className="phone-caller">{wrapup.caller.name || phoneText(wrapup.caller.number)}</div>
        <div className="sl-small sl-soft">{wrapup.queue?.name}</div>
        <div className="sl-small" data-testid="call-state" data-state="wrap_up">
          {t('wrapup.left')} <Remaining until={wrapup.due_at} testId="wrapup-countdown" />
        </div>
      </div>
      <div>
        <Outcomes codes={codes} chosen={outcome} choose={setOutcome} missing={missing} />
        {missing ? (
          <p className="wrapup-missing" id="wrapup-missing" role="alert">
            {t('wrapup.choose_first')}
          </p>
        ) : null}
        <Textarea
          aria-label={t('wrapup.note')}
          placeholder={t('wrapup.note_hint')}
          autosize
          minRows={2}
          maxRows={6}
          value={note}
          error={fieldErrors(done.error).note}
          onChange={(event) => write(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.nativeEvent.isComposing)
              finish()
          }}
          data-testid="wrapup-note"
        />
        <ProblemNote error={done.error} />
      </div>
      <div className="wrapup-end">
        <Button
          leftSection={<IconCheck size={17} aria-hidden />}
          loading={done.isPending}
          onClick={finish}
          data-testid="wrapup-finish"
        >
          {t('wrapup.finish')}
        </Button>
      </div>
    </div>
  )
}
