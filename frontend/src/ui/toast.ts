import { notifications } from '@mantine/notifications'
import i18next from 'i18next'
import { sentence } from '../api/problem'

/** Results of one's own actions only; incoming work has its own place. */
export function told(message: string): void {
  notifications.show({ message, color: 'seat', closeButtonProps: { 'aria-label': i18next.t('app.close') } })
}

/** Errors stay until they are dismissed. */
export function failed(error: unknown): void {
  warned(sentence(error))
}

/** A sentence that stays until it is dismissed. */
export function warned(message: string): void {
  notifications.show({
    message,
    color: 'red',
    autoClose: false,
    role: 'alert',
    closeButtonProps: { 'aria-label': i18next.t('app.close') },
  })
}
