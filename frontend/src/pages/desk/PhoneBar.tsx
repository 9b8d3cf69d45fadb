import { VisuallyHidden } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useDesk, useDeskStore } from '../../desk/store'
import { CallBar } from './CallBar'
import { IdleBar } from './IdleBar'
import { OfferCard } from './OfferCard'
import './phone.css'
import { useAttention } from './useAttention'
import { WrapUpCard } from './WrapUpCard'

/** The softphone: a row of the page's grid that grows upward and never covers anything. */
export function PhoneBar() {
  const { t } = useTranslation()
  const elsewhere = useDeskStore((store) => store.line === 'elsewhere')
  const offer = useDesk((desk) => desk.offer)
  const call = useDesk((desk) => desk.call)
  const wrapup = useDesk((desk) => desk.wrapup)
  const announcement = useAttention(elsewhere ? null : offer)
  return (
    <section className="shell-phone" aria-label={t('phone.label')} data-testid="softphone">
      <VisuallyHidden>
        <div aria-live="assertive" role="alert" data-testid="announcer">
          {announcement}
        </div>
      </VisuallyHidden>
      {!elsewhere && offer ? <OfferCard offer={offer} /> : null}
      {!elsewhere && wrapup && !call ? <WrapUpCard key={wrapup.handling_id} wrapup={wrapup} /> : null}
      {!elsewhere && call ? <CallBar call={call} /> : null}
      {elsewhere || !(call || offer || wrapup) ? <IdleBar elsewhere={elsewhere} /> : null}
    </section>
  )
}
