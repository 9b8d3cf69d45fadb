import { Button, Group, Modal, TextInput } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconRocket } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../api/client'
import { Problem } from '../../api/problem'
import type { Flow, FlowProblem } from '../../api/types'
import { queries } from '../../app/Providers'
import { ProblemNote } from '../../ui/Note'
import { told } from '../../ui/toast'

interface Props {
  flowId: string
  problems: FlowProblem[]
  blocked: boolean
  onProblems: (problems: FlowProblem[]) => void
}

export function PublishButton({ flowId, problems, blocked, onProblems }: Props) {
  const { t } = useTranslation()
  const [opened, modal] = useDisclosure(false)
  const [message, setMessage] = useState('')
  const publish = useMutation({
    mutationFn: () => api.post(`/flows/${flowId}/publish`, { message }),
    onSuccess: async () => {
      modal.close()
      setMessage('')
      told(t('flow.now_live'))
      const flow = await api.get<Flow>(`/flows/${flowId}`)
      queries.setQueryData(['flow', flowId], flow)
      await queries.invalidateQueries({ queryKey: ['flows'] })
    },
    onError: (error) => {
      const found = error instanceof Problem ? error.body.problems : undefined
      if (Array.isArray(found)) onProblems(found as FlowProblem[])
    },
  })
  const errors = problems.some((problem) => problem.level === 'error')
  return (
    <>
      <Button
        leftSection={<IconRocket size={16} aria-hidden />}
        disabled={blocked || errors}
        onClick={modal.open}
        data-testid="flow-publish"
      >
        {t('flow.publish')}
      </Button>
      <Modal
        opened={opened}
        onClose={modal.close}
        title={t('flow.publish')}
        closeButtonProps={{ 'aria-label': t('app.close') }}
      >
        <div className="sl-form">
          <p>{t('flow.publish_hint')}</p>
          <TextInput
            label={t('flow.message')}
            value={message}
            onChange={(event) => setMessage(event.currentTarget.value)}
            data-autofocus
            data-testid="flow-publish-message"
          />
          <ProblemNote error={publish.error} />
          <Group justify="flex-end">
            <Button variant="default" onClick={modal.close}>
              {t('app.cancel')}
            </Button>
            <Button
              loading={publish.isPending}
              onClick={() => publish.mutate()}
              data-testid="flow-publish-confirm"
            >
              {t('flow.publish')}
            </Button>
          </Group>
        </div>
      </Modal>
    </>
  )
}
