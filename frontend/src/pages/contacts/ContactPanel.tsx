import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { contactOptions } from '../../api/queries'
import type { Contact } from '../../api/types'
import { phoneText } from '../../format/phone'
import { ProblemNote } from '../../ui/Note'
import { Tag } from '../../ui/Tag'
import { Timeline } from './Timeline'

function ContactFacts({ contact }: { contact: Contact }) {
  const { t } = useTranslation()
  const facts = [
    ['numbers', contact.numbers?.map(phoneText).join(', ')],
    ['company', contact.company],
    ['email', contact.email],
  ] as const
  return (
    <dl className="sl-facts">
      {facts
        .filter(([, value]) => value)
        .map(([name, value]) => (
          <div key={name} style={{ display: 'contents' }}>
            <dt>{t(`contact.${name}`)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  )
}

/** The screen pop: who is on the line and what happened before. */
export function ContactPanel({ contactId }: { contactId: string }) {
  const { t } = useTranslation()
  const { data, error, refetch } = useQuery(contactOptions(contactId))
  return (
    <div className="sl-stack" data-testid="contact-panel">
      {data ? (
        <>
          <div className="sl-row">
            <h2 className="desk-contact-name" data-testid="contact-panel-name">
              <Link to="/contacts/$contactId" params={{ contactId }} className="sl-link">
                {data.name || phoneText(data.numbers?.[0]) || t('contact.unnamed')}
              </Link>
            </h2>
            {data.tier && data.tier !== 'standard' ? (
              <Tag tone="warn">{t(`tier.${data.tier}`, { defaultValue: data.tier })}</Tag>
            ) : null}
          </div>
          <ContactFacts contact={data} />
        </>
      ) : (
        <Skeleton height={70} />
      )}
      <ProblemNote error={error} retry={() => void refetch()} />
      <Timeline contactId={contactId} />
    </div>
  )
}
