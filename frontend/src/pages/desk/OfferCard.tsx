import { Button } from '@mantine/core'
import { IconPhone, IconX } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useNavigate, useRouterState } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Offer } from '../../api/types'
import { acceptOffer, declineOffer } from '../../desk/actions'
import { phoneText } from '../../format/phone'
import { Tag } from '../../ui/Tag'
import { Elapsed, Remaining } from '../../ui/Timer'
import { failed } from '../../ui/toast'
import { RecentContacts } from './RecentContacts'
import { useShortcuts } from './shortcuts'

function useAnswer(offer: Offer) {
  const navigate = useNavigate()
  const here = useRouterState({ select: (state) => state.location.pathname })
  const accept = useMutation({
    mutationFn: () => acceptOffer(offer.id),
    onError: failed,
    onSuccess: () => {
      if (here !== '/') void navigate({ to: '/' })
    },
  })
  const decline = useMutation({ mutationFn: () => declineOffer(offer.id), onError: failed })
  return { accept, decline }
}

function Path({ offer }: { offer: Offer }) {
  const { t } = useTranslation()
  if (offer.path.length === 0) return <span>{t('phone.no_path')}</span>
  return (
    <span>
      {offer.path.map((step) => (step.digits ? `${step.digits} · ${step.label}` : step.label)).join(' → ')}
    </span>
  )
}

export function OfferCard({ offer }: { offer: Offer }) {
  const { t } = useTranslation()
  const { accept, decline } = useAnswer(offer)
  const busy = accept.isPending || decline.isPending || accept.isSuccess
  const answer = () => !busy && accept.mutate()
  const refuse = () => !busy && decline.mutate()
  useShortcuts({ KeyA: answer, KeyX: refuse })
  return (
    <div className="phone-card" data-ringing="true" data-testid="offer-card">
      <div>
        <div className="sl-small sl-soft">{t('phone.incoming')}</div>
        <div className="phone-caller" data-testid="offer-caller">
          {offer.caller.name || phoneText(offer.caller.number)}
        </div>
        <div className="sl-row">
          {offer.caller.name ? (
            <span className="num" data-testid="offer-number">
              {phoneText(offer.caller.number)}
            </span>
          ) : null}
          {offer.caller.is_new ? <Tag tone="info">{t('phone.new_contact')}</Tag> : null}
        </div>
      </div>
      <dl className="phone-details">
        <div>
          <dt>{t('phone.queue')}</dt>
          <dd data-testid="offer-queue">{offer.queue.name}</dd>
        </div>
        <div>
          <dt>{t('phone.waited')}</dt>
          <dd data-testid="offer-waited">
            <Elapsed since={offer.queued_at} />
          </dd>
        </div>
        <div>
          <dt>{t('phone.pressed')}</dt>
          <dd data-testid="offer-path">
            <Path offer={offer} />
          </dd>
        </div>
        <RecentContacts contactId={offer.caller.contact_id} />
      </dl>
      <div className="phone-controls">
        <Button
          size="md"
          leftSection={<IconPhone size={18} aria-hidden />}
          loading={accept.isPending || accept.isSuccess}
          onClick={answer}
          data-testid="offer-accept"
        >
          {t('phone.answer')}
          <kbd className="phone-hint">A</kbd>
        </Button>
        <Button
          size="md"
          variant="default"
          leftSection={<IconX size={18} aria-hidden />}
          loading={decline.isPending}
          onClick={refuse}
          data-testid="offer-decline"
        >
          {t('phone.decline')}
          <kbd className="phone-hint">X</kbd>
          <span className="sl-soft num" style={{ marginLeft: 8, minWidth: '4ch' }}>
            <Remaining until={offer.expires_at} testId="offer-remaining" />
          </span>
        </Button>
      </div>
    </div>
  )
}
