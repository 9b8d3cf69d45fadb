import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { api } from '../../api/client'
import type { Provisioning } from '../../api/types'
import { Panel } from '../../ui/Page'
import { StepList } from '../signup/StepList'

const settled = (data: Provisioning | undefined) =>
  data?.steps.every((step) => step.state === 'done' || step.state === 'skipped') ?? false

/** What of the company's set-up is not finished yet; gone as soon as it is. */
export function ProvisioningNote() {
  const { t } = useTranslation()
  const { data, refetch } = useQuery({
    queryKey: ['provisioning'],
    queryFn: ({ signal }) => api.get<Provisioning>('/provisioning', {}, signal),
    refetchInterval: (query) => (settled(query.state.data) ? false : 2000),
  })
  if (!data || settled(data)) return null
  return (
    <Panel title={t('signup.progress_title')} testId="provisioning-note">
      <StepList
        steps={data.steps}
        retry={async (step) => {
          await api.post(`/provisioning/${step}/retry`)
          await refetch()
        }}
      />
    </Panel>
  )
}
