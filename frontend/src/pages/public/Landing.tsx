import { Button } from '@mantine/core'
import {
  IconChartBar,
  IconCheck,
  IconHeadset,
  IconHierarchy2,
  IconNotes,
  IconPhoneIncoming,
  IconReceipt,
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { money } from '../../format/intl'
import { usePageTitle } from '../../ui/Page'
import { GoTo } from './GoTo'
import { Preview } from './Preview'
import { price } from './price'

const way = [
  ['arrives', IconPhoneIncoming],
  ['routed', IconHierarchy2],
  ['spoken', IconHeadset],
  ['written', IconNotes],
  ['counted', IconChartBar],
  ['charged', IconReceipt],
] as const

const included = ['number', 'flow', 'desk', 'crm', 'reports', 'languages'] as const

function Hero() {
  const { t } = useTranslation()
  return (
    <section className="hero">
      <div>
        <h1>{t('public.headline')}</h1>
        <p className="hero-lead">{t('public.lead')}</p>
        <div className="sl-row">
          <Button
            size="lg"
            renderRoot={(props) => <GoTo href="/signup" {...props} />}
            data-testid="landing-signup"
          >
            {t('public.start')}
          </Button>
          <Button
            size="lg"
            variant="default"
            renderRoot={(props) => <GoTo href="/signin" {...props} />}
            data-testid="landing-signin"
          >
            {t('access.sign_in')}
          </Button>
        </div>
        <div className="hero-note">{t('public.no_card')}</div>
      </div>
      <Preview />
    </section>
  )
}

function Way() {
  const { t } = useTranslation()
  return (
    <section className="band">
      <div className="band-in">
        <h2>{t('public.way_title')}</h2>
        <ol className="way">
          {way.map(([name, Icon]) => (
            <li key={name}>
              <h3>
                <Icon size={20} stroke={1.8} aria-hidden />
                {t(`public.way.${name}`)}
              </h3>
              <p>{t(`public.way.${name}_text`)}</p>
            </li>
          ))}
        </ol>
      </div>
    </section>
  )
}

function Price() {
  const { t } = useTranslation()
  return (
    <section className="price plain">
      <div>
        <h2>{t('public.price_title')}</h2>
        <div className="price-figure num">{money(price.seat, price.currency)}</div>
        <p className="sl-soft">{t('public.price_seat')}</p>
        <p className="sl-soft num">
          {t('public.price_minute', { price: money(price.minute, price.currency) })}
        </p>
        <Button mt="xs" renderRoot={(props) => <GoTo href="/signup" {...props} />}>
          {t('public.start')}
        </Button>
      </div>
      <div>
        <h2>{t('public.included_title')}</h2>
        <ul className="price-list">
          {included.map((name) => (
            <li key={name}>
              <IconCheck size={18} aria-hidden />
              {t(`public.included.${name}`)}
            </li>
          ))}
        </ul>
        <p className="sl-small sl-soft">{t('public.honest')}</p>
      </div>
    </section>
  )
}

export function Landing() {
  const { t } = useTranslation()
  usePageTitle(t('public.title'))
  return (
    <div data-testid="landing">
      <Hero />
      <Way />
      <Price />
    </div>
  )
}
