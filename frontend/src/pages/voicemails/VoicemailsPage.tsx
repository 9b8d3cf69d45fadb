import { Button, SegmentedControl, Skeleton } from '@mantine/core'
import { IconCheck, IconRecordMail } from '@tabler/icons-react'
import { useInfiniteQuery, useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../api/client'
import { voicemailsOptions } from '../../api/queries'
import type { Voicemail } from '../../api/types'
import { queries } from '../../app/Providers'
import { serverNow } from '../../format/clock'
import { durationText } from '../../format/duration'
import { dateTime } from '../../format/intl'
import { phoneText } from '../../format/phone'
import { EmptyState } from '../../ui/EmptyState'
import { More } from '../../ui/More'
import { ProblemNote } from '../../ui/Note'
import { Page, Panel } from '../../ui/Page'
import { Tag } from '../../ui/Tag'
import { failed, told } from '../../ui/toast'
import './voicemails.css'

function Caller({ mail }: { mail: Voicemail }) {
  const { caller } = mail
  const who = caller.name || phoneText(caller.number)
  if (!caller.contact_id) return <strong>{who}</strong>
  return (
    <Link to="/contacts/$contactId" params={{ contactId: caller.contact_id }} className="sl-link">
      {who}
    </Link>
  )
}

function Due({ mail }: { mail: Voicemail }) {
  const { t } = useTranslation()
  if (mail.state === 'done') return <Tag tone="ok">{t('voicemail.done')}</Tag>
  const late = Date.parse(mail.due_at) < serverNow()
  return (
    <Tag tone={late ? 'bad' : 'quiet'}>
      {t(late ? 'voicemail.overdue' : 'voicemail.due', { at: dateTime(mail.due_at) })}
    </Tag>
  )
}

function Player({ mail }: { mail: Voicemail }) {
  const { t } = useTranslation()
  return (
    // biome-ignore lint/a11y/useMediaCaption: a caller's recording has no captions
    <audio
      controls
      preload="none"
      src={`/api/v1/voicemails/${mail.id}/audio`}
      aria-label={t('voicemail.listen', { who: mail.caller.name || phoneText(mail.caller.number) })}
      data-testid="voicemail-audio"
    />
  )
}

function Item({ mail }: { mail: Voicemail }) {
  const { t } = useTranslation()
  const done = useMutation({
    mutationFn: () => api.post(`/voicemails/${mail.id}/done`),
    onSuccess: () => {
      told(t('voicemail.marked'))
      return queries.invalidateQueries({ queryKey: ['voicemails'] })
    },
    onError: failed,
  })
  return (
    <li className="voicemail" data-testid="voicemail-row">
      <div>
        <Caller mail={mail} />
        <div className="sl-small sl-soft num">
          {mail.caller.name && mail.caller.name !== mail.caller.number
            ? `${phoneText(mail.caller.number)} · `
            : null}
          {dateTime(mail.left_at)} · {durationText(mail.duration_s)}
          {mail.owner ? ` · ${mail.owner.name}` : ''}
        </div>
      </div>
      {mail.has_audio ? (
        <Player mail={mail} />
      ) : (
        <span className="sl-small sl-soft">{t('voicemail.fetching')}</span>
      )}
      <Due mail={mail} />
      {mail.state === 'new' ? (
        <Button
          variant="default"
          size="compact-md"
          leftSection={<IconCheck size={15} aria-hidden />}
          loading={done.isPending}
          onClick={() => done.mutate()}
          data-testid="voicemail-done"
        >
          {t('voicemail.mark')}
        </Button>
      ) : (
        <span />
      )}
    </li>
  )
}

export function VoicemailsPage() {
  const { t } = useTranslation()
  const [state, setState] = useState('new')
  const list = useInfiniteQuery(voicemailsOptions())
  const all = list.data?.pages.flatMap((page) => page.results) ?? []
  const shown = all.filter((mail) => state === 'all' || mail.state === state)
  return (
    <Page
      title={t('nav.voicemails')}
      lead={t('voicemail.lead')}
      actions={
        <SegmentedControl
          aria-label={t('voicemail.show')}
          value={state}
          onChange={setState}
          data={['new', 'done', 'all'].map((value) => ({ value, label: t(`voicemail.filter.${value}`) }))}
        />
      }
    >
      <Panel pad={false}>
        {list.isPending ? <Skeleton height={140} /> : null}
        {list.isSuccess && shown.length === 0 ? (
          <EmptyState icon={<IconRecordMail size={24} />} title={t('voicemail.none')}>
            {t('voicemail.none_hint')}
          </EmptyState>
        ) : null}
        <ul className="voicemails">
          {shown.map((mail) => (
            <Item key={mail.id} mail={mail} />
          ))}
        </ul>
      </Panel>
      <ProblemNote error={list.error} retry={() => void list.refetch()} />
      <More list={list} />
    </Page>
  )
}
