import { VisuallyHidden } from '@mantine/core'
import {
  IconAddressBook,
  IconChartBar,
  IconClock,
  IconCreditCard,
  IconHeadset,
  IconHierarchy2,
  IconPhoneCall,
  IconRecordMail,
  IconStack2,
  IconUsers,
  IconWorldPin,
} from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { newVoicemailsOptions } from '../../api/queries'
import type { Role } from '../../api/types'
import { atLeast, useMe } from '../../api/useMe'

const groups = [
  {
    title: 'work',
    role: 'agent',
    items: [
      { to: '/', key: 'desk', Icon: IconHeadset },
      { to: '/contacts', key: 'contacts', Icon: IconAddressBook },
      { to: '/calls', key: 'calls', Icon: IconPhoneCall },
      { to: '/voicemails', key: 'voicemails', Icon: IconRecordMail },
    ],
  },
  { title: 'watch', role: 'supervisor', items: [{ to: '/reports', key: 'reports', Icon: IconChartBar }] },
  {
    title: 'setup',
    role: 'admin',
    items: [
      { to: '/flows', key: 'flows', Icon: IconHierarchy2 },
      { to: '/settings/queues', key: 'queues', Icon: IconStack2 },
      { to: '/settings/hours', key: 'hours', Icon: IconClock },
      { to: '/settings/numbers', key: 'numbers', Icon: IconWorldPin },
    ],
  },
  {
    title: 'company',
    role: 'admin',
    items: [
      { to: '/team', key: 'team', Icon: IconUsers },
      { to: '/billing', key: 'billing', Icon: IconCreditCard },
    ],
  },
] as const

function NewVoicemails() {
  const { t } = useTranslation()
  const { data } = useQuery(newVoicemailsOptions())
  if (!data) return null
  return (
    <span className="nav-badge num" data-testid="nav-voicemails-new">
      <span aria-hidden>{data}</span>
      <VisuallyHidden>{t('nav.new_voicemails', { count: data })}</VisuallyHidden>
    </span>
  )
}

export function Nav({ onGo }: { onGo?: () => void }) {
  const { t } = useTranslation()
  const { role } = useMe()
  return groups
    .filter((group) => atLeast(role, group.role as Role))
    .map((group) => (
      <div key={group.title}>
        <p className="nav-title">{t(`nav.group.${group.title}`)}</p>
        <ul className="nav-group">
          {group.items.map(({ to, key, Icon }) => (
            <li key={key}>
              <Link
                to={to}
                className="nav-link"
                activeOptions={{ exact: to === '/' }}
                onClick={onGo}
                data-testid={`nav-${key}`}
              >
                <Icon size={18} stroke={1.7} aria-hidden />
                {t(`nav.${key}`)}
                {key === 'voicemails' ? <NewVoicemails /> : null}
              </Link>
            </li>
          ))}
        </ul>
      </div>
    ))
}
