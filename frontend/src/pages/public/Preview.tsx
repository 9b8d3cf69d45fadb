import { IconPhone } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { AgentStatusTag } from '../../ui/AgentStatusTag'

const facts = ['queue', 'waited', 'pressed', 'last'] as const

/** A drawing of the console at the moment a call comes in; made of text, so that it speaks both languages. */
export function Preview() {
  const { t } = useTranslation()
  return (
    <div className="preview" role="img" aria-label={t('public.preview.label')}>
      <div aria-hidden>
        <div className="preview-bar">
          <strong>{t('public.preview.company')}</strong>
          <AgentStatusTag status="ringing" />
        </div>
        <div className="preview-line">
          <span>{t('public.preview.queue_line')}</span>
          <span className="num sl-soft">{t('public.preview.queue_state')}</span>
        </div>
        <div className="preview-card">
          <div className="sl-small sl-soft">{t('phone.incoming')}</div>
          <div className="preview-name">{t('public.preview.caller')}</div>
          <dl className="preview-facts">
            {facts.map((name) => (
              <div key={name}>
                <dt>{t(`public.preview.${name}`)}</dt>
                <dd className="num">{t(`public.preview.${name}_value`)}</dd>
              </div>
            ))}
          </dl>
          <span className="preview-answer">
            <IconPhone size={17} />
            {t('phone.answer')}
          </span>
        </div>
      </div>
    </div>
  )
}
