/** Money, moments and figures in the reader's language and the company's time zone. */
import { currentLocale } from '../i18n'

let zone: string | undefined

export function setZone(timezone: string | undefined): void {
  zone = timezone || undefined
}

export const zoneName = (): string => zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone

const tag = () => (currentLocale() === 'zh-hans' ? 'zh-CN' : 'en-US')

function digitsOf(currency: string): number {
  const parts = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions()
  return parts.maximumFractionDigits ?? 2
}

/** Amount in minor units (cents) as the reader writes money. */
export function money(minor: number | null | undefined, currency: string): string {
  if (minor === null || minor === undefined) return '–'
  const code = (currency || 'usd').toUpperCase()
  const value = minor / 10 ** digitsOf(code)
  return new Intl.NumberFormat(tag(), { style: 'currency', currency: code }).format(value)
}

function format(at: string | number | null | undefined, options: Intl.DateTimeFormatOptions): string {
  if (at === null || at === undefined || at === '') return '–'
  return new Intl.DateTimeFormat(tag(), { timeZone: zone, ...options }).format(new Date(at))
}

export const dateTime = (at: string | number | null | undefined) =>
  format(at, { month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', hour12: false })

export const dateText = (at: string | number | null | undefined) =>
  format(at, { year: 'numeric', month: 'short', day: 'numeric' })

export const timeText = (at: string | number | null | undefined) =>
  format(at, { hour: '2-digit', minute: '2-digit', hour12: false })

export const timeWithSeconds = (at: string | number | null | undefined) =>
  format(at, { hour: '2-digit', minute: '2-digit', second: '2-digit', hour12: false })

export const figure = (value: number | null | undefined, digits = 0) =>
  value === null || value === undefined
    ? '–'
    : new Intl.NumberFormat(tag(), { maximumFractionDigits: digits }).format(value)

export const percent = (share: number | null | undefined) =>
  share === null || share === undefined
    ? '–'
    : new Intl.NumberFormat(tag(), { style: 'percent', maximumFractionDigits: 1 }).format(share)

/** A calendar day (YYYY-MM-DD) in the company's time zone. */
export function dayOf(at: number): string {
  return new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).format(new Date(at))
}
