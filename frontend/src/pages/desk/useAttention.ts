/** Everything that tells a person a call has come: spoken text, title, favicon and desktop notice. */
import { useEffect, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Offer } from '../../api/types'
import { serverNow } from '../../format/clock'
import { clockText } from '../../format/duration'
import { phoneText } from '../../format/phone'

const ringingIcon =
  'data:image/svg+xml,' +
  encodeURIComponent(
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="#b4540a"/><path d="M11 8c-3 3-1 9 3 13s9 5 11 2l-4-4-3 2c-2-1-4-3-5-5l2-3z" fill="#fff"/></svg>',
  )

function showInTab(title: string): () => void {
  const icon = document.querySelector<HTMLLinkElement>('link[rel="icon"]')
  const [oldTitle, oldIcon] = [document.title, icon?.href]
  document.title = title
  if (icon) icon.href = ringingIcon
  return () => {
    if (document.title === title) document.title = oldTitle
    if (icon && oldIcon) icon.href = oldIcon
  }
}

function showNotice(title: string, body: string): () => void {
  if (typeof Notification === 'undefined' || Notification.permission !== 'granted') return () => undefined
  const notice = new Notification(title, { body, tag: 'seatline-offer' })
  notice.onclick = () => window.focus()
  return () => notice.close()
}

/** The sentence for screen readers; empty when nothing rings. */
export function useAttention(offer: Offer | null): string {
  const { t } = useTranslation()
  const who = offer ? offer.caller.name || phoneText(offer.caller.number) : ''
  const queue = offer?.queue.name ?? ''
  const id = offer?.id
  const queuedAt = offer?.queued_at
  useEffect(() => {
    if (!id) return
    const title = t('phone.notice_title', { who })
    const untitle = showInTab(`● ${title}`)
    const dismiss = showNotice(title, queue)
    return () => {
      untitle()
      dismiss()
    }
  }, [id, who, queue, t])
  // Said once per offer: the waiting time is that of the moment it rang, so that it is not read each second.
  return useMemo(() => {
    if (!id || !queuedAt) return ''
    const waited = clockText((serverNow() - Date.parse(queuedAt)) / 1000)
    return t('phone.announce', { who, queue, waited })
  }, [id, queuedAt, who, queue, t])
}
