import { useTranslation } from 'react-i18next'
import type { ReportFigures } from '../../api/types'
import { durationText } from '../../format/duration'
import { figure, percent } from '../../format/intl'

export function Figures({ figures }: { figures: ReportFigures }) {
  const { t } = useTranslation()
  const shown = [
    ['service_level', percent(figures.service_level)],
    ['offered', figure(figures.offered)],
    ['answered', figure(figures.answered)],
    ['abandoned', figure(figures.abandoned)],
    ['asa', durationText(figures.asa_s)],
    ['aht', durationText(figures.aht_s)],
    ['minutes', figure(figures.minutes)],
  ] as const
  return (
    <dl className="sl-figures" data-testid="report-totals">
      {shown.map(([name, value]) => (
        <div key={name} className="sl-figure">
          <dt>{t(`report.${name}`)}</dt>
          <dd data-testid={`total-${name}`}>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
