import { useTranslation } from 'react-i18next'
import { ProblemNote } from './Note'

export function PageFailure({ error }: { error: unknown }) {
  const { t } = useTranslation()
  return (
    <main className="sl-page">
      <h1>{t('app.page_failed')}</h1>
      <ProblemNote error={error} retry={() => window.location.reload()} />
    </main>
  )
}
