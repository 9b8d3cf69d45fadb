import { useTranslation } from 'react-i18next'
import { useDesk } from './store'

/** The words for a disposition code; the code itself where this person's desk does not know it. */
export function useDispositionLabel(): (code: string) => string {
  const { i18n } = useTranslation()
  const known = useDesk((desk) => desk.dispositions) ?? []
  return (code) => {
    const found = known.find((item) => item.code === code)
    if (!found) return code
    return i18n.language === 'zh-hans' ? found.label_zh : found.label_en
  }
}
