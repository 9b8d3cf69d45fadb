import { Skeleton } from '@mantine/core'
import { useSuspenseQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { callOptions } from '../../api/queries'
import type { CallDetail } from '../../api/types'
import { durationText } from '../../format/duration'
import { dateTime } from '../../format/intl'
import { phoneText } from '../../format/phone'
import { Page, Panel } from '../../ui/Page'
import { outcomeText } from '../contacts/entryTitle'
import { CallHandlings } from './CallHandlings'
import { CallEvents, CallOffers, CallTrace, CallVisits, WhyWaited } from './CallParts'
import '../contacts/contacts.css'
import { OutcomeTag } from './OutcomeTag'

function Summary({ call }: { call: CallDetail }) {
  const { t } = useTranslation()
  const facts = [
    [
      'caller',
      call.caller.contact_id ? (
        <Link
          key="caller"
          to="/contacts/$contactId"
          params={{ contactId: call.caller.contact_id }}
          className="sl-link"
        >
          {call.caller.name || phoneText(call.caller.number)}
        </Link>
      ) : (
        phoneText(call.caller.number)
      ),
    ],
    ['number', phoneText(call.caller.number)],
    ['dialled', phoneText(call.number)],
    ['queue', call.queue || '–'],
    ['agent', call.agent || '–'],
    ['duration', durationText(call.duration_s)],
    ['wait', durationText(call.wait_ms / 1000)],
    ['ended_by', call.ended_by ? t(`ended_by.${call.ended_by}`, { defaultValue: call.ended_by }) : '–'],
    ['flow', call.flow ? `${call.flow.name} · ${t('flow.version', { number: call.flow.version })}` : '–'],
  ] as const
  return (
    <dl className="sl-facts">
      {facts.map(([name, value]) => (
        <div key={name} style={{ display: 'contents' }}>
          <dt>{t(`calls.${name}`)}</dt>
          <dd className="num">{value}</dd>
        </div>
      ))}
    </dl>
  )
}

function Call({ id }: { id: string }) {
  const { t } = useTranslation()
  const { data: call } = useSuspenseQuery(callOptions(id))
  const who = call.caller.name || phoneText(call.caller.number)
  return (
    <Page
      title={t('calls.title', { who })}
      lead={
        <>
          {dateTime(call.started_at)} · {call.outcome ? outcomeText(t, call.outcome) : null}
        </>
      }
      actions={<OutcomeTag call={call} />}
      testId="call-page"
    >
      <div className="contact-split">
        <div className="sl-stack">
          <Panel title={t('calls.summary')}>
            <Summary call={call} />
          </Panel>
          <Panel title={t('calls.path')}>
            <CallTrace call={call} />
          </Panel>
        </div>
        <div className="sl-stack">
          <WhyWaited call={call} />
          <CallHandlings call={call} />
          <CallVisits call={call} />
          <CallOffers call={call} />
          <CallEvents call={call} />
        </div>
      </div>
    </Page>
  )
}

export function CallPage() {
  const { callId } = useParams({ from: '/shell/calls/$callId' })
  return (
    <Suspense fallback={<Skeleton height={300} m="lg" />}>
      <Call id={callId} />
    </Suspense>
  )
}
