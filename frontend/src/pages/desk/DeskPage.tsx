import { useTranslation } from 'react-i18next'
import { useMe } from '../../api/useMe'
import { usePageTitle } from '../../ui/Page'
import { DeskHome } from './DeskHome'
import { NoDesk } from './NoDesk'
import './desk.css'

export function DeskPage() {
  const { t } = useTranslation()
  const me = useMe()
  usePageTitle(t('nav.desk'))
  return me.agent_id === null ? <NoDesk /> : <DeskHome />
}
