import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'

/** The next page of a list, on demand. */
export function More({
  list,
}: {
  list: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown }
}) {
  const { t } = useTranslation()
  if (!list.hasNextPage) return null
  return (
    <div>
      <Button
        variant="default"
        loading={list.isFetchingNextPage}
        onClick={() => void list.fetchNextPage()}
        data-testid="load-more"
      >
        {t('app.more')}
      </Button>
    </div>
  )
}
