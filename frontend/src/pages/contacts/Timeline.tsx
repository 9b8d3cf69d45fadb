import { Button, Skeleton, Textarea } from '@mantine/core'
import { IconNote, IconPhoneIncoming, IconPhoneOutgoing } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../api/client'
import { fieldErrors } from '../../api/problem'
import { timelineOptions } from '../../api/queries'
import type { TimelineEntry } from '../../api/types'
import { queries } from '../../app/Providers'
import { useDispositionLabel } from '../../desk/useDispositionLabel'
import { durationText } from '../../format/duration'
import { dateTime } from '../../format/intl'
import { ProblemNote } from '../../ui/Note'
import './contacts.css'
import { entryTitle } from './entryTitle'

function EntryIcon({ entry }: { entry: TimelineEntry }) {
  if (entry.kind === 'note') return <IconNote size={13} />
  return entry.direction === 'outbound' ? <IconPhoneOutgoing size={13} /> : <IconPhoneIncoming size={13} />
}

function Entry({ entry }: { entry: TimelineEntry }) {
  const { t } = useTranslation()
  const labelOf = useDispositionLabel()
  const by = entry.agent || entry.author
  const facts = [
    by,
    entry.duration_s ? durationText(entry.duration_s) : '',
    entry.disposition ? labelOf(entry.disposition) : '',
  ].filter(Boolean)
  return (
    <li data-testid="timeline-entry">
      <span className="timeline-icon" aria-hidden>
        <EntryIcon entry={entry} />
      </span>
      <div className="timeline-head">
        <strong>
          {entry.call_id ? (
            <Link to="/calls/$callId" params={{ callId: entry.call_id }} className="sl-link">
              {entryTitle(t, entry)}
            </Link>
          ) : (
            entryTitle(t, entry)
          )}
        </strong>
        <time className="sl-small sl-soft num" dateTime={entry.at}>
          {dateTime(entry.at)}
        </time>
      </div>
      {facts.length ? <div className="sl-small sl-soft num">{facts.join(' · ')}</div> : null}
      {entry.text ? <p className="timeline-text">{entry.text}</p> : null}
    </li>
  )
}

function NewNote({ contactId }: { contactId: string }) {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const add = useMutation({
    mutationFn: () => api.post(`/contacts/${contactId}/notes`, { text }),
    onSuccess: () => {
      setText('')
      return queries.invalidateQueries({ queryKey: ['contact', contactId, 'timeline'] })
    },
  })
  const save = () => {
    if (text.trim()) add.mutate()
  }
  return (
    <div className="sl-form">
      <Textarea
        aria-label={t('timeline.add')}
        placeholder={t('timeline.add_hint')}
        autosize
        minRows={2}
        value={text}
        error={fieldErrors(add.error).text}
        onChange={(event) => setText(event.currentTarget.value)}
        data-testid="contact-note"
      />
      <div className="sl-row">
        <Button
          size="compact-md"
          variant="default"
          onClick={save}
          loading={add.isPending}
          disabled={!text.trim()}
          data-testid="contact-note-save"
        >
          {t('timeline.save')}
        </Button>
      </div>
      <ProblemNote error={add.error} />
    </div>
  )
}

export function Timeline({ contactId }: { contactId: string }) {
  const { t } = useTranslation()
  const { data, error, isPending, refetch } = useQuery(timelineOptions(contactId))
  return (
    <div className="sl-stack" data-testid="contact-timeline">
      <NewNote contactId={contactId} />
      {isPending ? <Skeleton height={90} /> : null}
      <ProblemNote error={error} retry={() => void refetch()} />
      {data?.length === 0 ? <p className="sl-soft">{t('timeline.empty')}</p> : null}
      <ol className="timeline">
        {data?.map((entry) => (
          <Entry key={entry.id} entry={entry} />
        ))}
      </ol>
    </div>
  )
}
