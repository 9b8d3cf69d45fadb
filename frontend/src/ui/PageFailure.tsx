import { useTranslation } from 'react-i18next'
import { ProblemNote } from './Note'

export function PageFailure({ error }: { error: unknown }) {
  const { t } = useTranslation()
  return (
    <div className="sl-page">
      <h1>{t('app.page_failed')}</h1>
      <ProblemNote error={error} retry={() => window.location.reload()} />
    </div>
  )
}

/** The same where no frame stands around it. */
export function LonePageFailure({ error }: { error: unknown }) {
  return (
    <main>
      <PageFailure error={error} />
    </main>
  )
}
