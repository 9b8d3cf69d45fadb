import { Button } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { api } from '../../api/client'
import { atLeast, useMe } from '../../api/useMe'
import { queries } from '../../app/Providers'
import { Note } from '../../ui/Note'
import { failed, told } from '../../ui/toast'

interface Sample {
  loaded: boolean
}

/** One button loads a week of sample calls or takes them away again; administrators only. */
export function SampleNote({ empty }: { empty: boolean }) {
  const { t } = useTranslation()
  const mayChange = atLeast(useMe().role, 'admin')
  const { data } = useQuery({
    queryKey: ['sample'],
    queryFn: ({ signal }) => api.get<Sample>('/sample-data', {}, signal),
    enabled: mayChange,
    retry: false,
  })
  const change = useMutation({
    mutationFn: (load: boolean) =>
      load ? api.post<Sample>('/sample-data') : api.delete<Sample>('/sample-data'),
    onSuccess: async (sample) => {
      told(t(sample.loaded ? 'sample.loaded' : 'sample.removed'))
      await queries.invalidateQueries()
    },
    onError: failed,
  })
  if (!data || !(data.loaded || empty)) return null
  const button = (
    <Button
      size="compact-md"
      variant="default"
      loading={change.isPending}
      onClick={() => change.mutate(!data.loaded)}
      data-testid={data.loaded ? 'sample-remove' : 'sample-load'}
    >
      {t(data.loaded ? 'sample.remove' : 'sample.load')}
    </Button>
  )
  if (!data.loaded) return <div>{button}</div>
  return (
    <Note tone="info" testId="sample-note">
      <div className="sl-row">
        <span>{t('sample.shown')}</span>
        {button}
      </div>
    </Note>
  )
}
