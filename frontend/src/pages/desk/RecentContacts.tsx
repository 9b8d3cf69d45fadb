import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { timelineOptions } from '../../api/queries'
import { dateTime } from '../../format/intl'
import { entryTitle } from '../contacts/entryTitle'

/** The last contacts with this caller, fetched while it rings so that the panel is ready on answering. */
export function RecentContacts({ contactId }: { contactId: string | null }) {
  const { t } = useTranslation()
  const { data } = useQuery({ ...timelineOptions(contactId ?? ''), enabled: contactId !== null })
  const last = (data ?? []).slice(0, 3)
  return (
    <div data-testid="offer-recent">
      <dt>{t('phone.recent')}</dt>
      <dd className="phone-recent">
        {last.length === 0
          ? t('phone.no_recent')
          : last.map((entry) => (
              <div key={entry.id}>
                {dateTime(entry.at)} · {entryTitle(t, entry)}
              </div>
            ))}
      </dd>
    </div>
  )
}
