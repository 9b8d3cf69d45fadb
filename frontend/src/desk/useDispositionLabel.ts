import { useTranslation } from 'react-i18next'
import { outcomeText } from '../pages/contacts/entryTitle'
import { useDesk } from './store'

/** The words for a disposition code: the company's own, else ours for the usual codes, else the code. */
export function useDispositionLabel(): (code: string) => string {
  const { t, i18n } = useTranslation()
  const known = useDesk((desk) => desk.dispositions) ?? []
  return (code) => {
    const found = known.find((item) => item.code === code)
    if (!found) return t(`disposition.${code}`, { defaultValue: outcomeText(t, code) })
    return i18n.language === 'zh-hans' ? found.label_zh : found.label_en
  }
}
