/** Two complete catalogues, one loaded at a time. */
import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import type { Locale } from '../boot'

const catalogues: Record<Locale, () => Promise<{ default: Record<string, unknown> }>> = {
  en: () => import('./en'),
  'zh-hans': () => import('./zh-hans'),
}

export const LOCALES: Locale[] = ['en', 'zh-hans']

/** The tag browsers and Intl understand. */
export function languageTag(locale: Locale): string {
  return locale === 'zh-hans' ? 'zh-Hans' : 'en'
}

async function load(locale: Locale): Promise<void> {
  if (i18next.hasResourceBundle(locale, 'translation')) return
  const { default: texts } = await catalogues[locale]()
  i18next.addResourceBundle(locale, 'translation', texts)
}

export async function startLanguage(locale: Locale): Promise<void> {
  await i18next.use(initReactI18next).init({
    resources: {},
    lng: locale,
    fallbackLng: false,
    lowerCaseLng: true,
    interpolation: { escapeValue: false },
    returnNull: false,
  })
  await speak(locale)
}

export async function speak(locale: Locale): Promise<void> {
  await load(locale)
  await i18next.changeLanguage(locale)
  document.documentElement.lang = languageTag(locale)
  window.localStorage.setItem('seatline.locale', locale)
}

export function currentLocale(): Locale {
  return i18next.language === 'zh-hans' ? 'zh-hans' : 'en'
}
