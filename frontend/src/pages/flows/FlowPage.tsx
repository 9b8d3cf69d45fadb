import { Button, Skeleton } from '@mantine/core'
import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { Problem } from '../../api/problem'
import { flowOptions, hoursOptions, queuesOptions } from '../../api/queries'
import { queries } from '../../app/Providers'
import { dateTime } from '../../format/intl'
import { Note, ProblemNote } from '../../ui/Note'
import { Page } from '../../ui/Page'
import { Tag } from '../../ui/Tag'
import { FlowProblems } from './FlowProblems'
import './flows.css'
import { NodeCard } from './NodeCard'
import { PublishButton } from './PublishButton'
import { useFlowDraft } from './useFlowDraft'

function SaveState({ dirty, saving, failed }: { dirty: boolean; saving: boolean; failed: boolean }) {
  const { t } = useTranslation()
  const key = failed ? 'unsaved' : saving || dirty ? 'saving' : 'saved'
  return (
    <span className="sl-small sl-soft" role="status" data-testid="flow-save-state" data-state={key}>
      {t(`flow.${key}`)}
    </span>
  )
}

function Conflict({ id }: { id: string }) {
  const { t } = useTranslation()
  const reload = () => {
    void queries.resetQueries({ queryKey: ['flow', id] })
  }
  return (
    <Note tone="warn" testId="flow-conflict">
      <div className="sl-row">
        <span>{t('flow.conflict')}</span>
        <Button size="compact-sm" variant="default" onClick={reload}>
          {t('flow.load_theirs')}
        </Button>
      </div>
    </Note>
  )
}

function Editor({ id }: { id: string }) {
  const { t } = useTranslation()
  const { data: flow } = useSuspenseQuery(flowOptions(id))
  const queues = useQuery(queuesOptions()).data ?? []
  const hours = useQuery(hoursOptions()).data ?? []
  const { draft, problems, setProblems, dirty, change, save } = useFlowDraft(flow)
  const conflict = save.error instanceof Problem && save.error.status === 412
  return (
    <Page
      title={flow.name}
      lead={t('flow.edit_lead')}
      actions={
        <>
          <SaveState dirty={dirty} saving={save.isPending} failed={save.isError} />
          {flow.live ? (
            <Tag tone="ok" testId="flow-live">
              {t('flow.live_since', { number: flow.live.number, at: dateTime(flow.live.published_at) })}
            </Tag>
          ) : null}
          <PublishButton
            flowId={id}
            problems={problems}
            blocked={dirty || save.isPending}
            onProblems={setProblems}
          />
        </>
      }
    >
      {conflict ? <Conflict id={id} /> : <ProblemNote error={save.error} retry={() => save.mutate()} />}
      <FlowProblems problems={problems} nodes={draft.nodes} />
      {draft.nodes
        .filter((node) => node.type !== 'start')
        .map((node) => (
          <NodeCard
            key={node.id}
            node={node}
            draft={draft}
            queues={queues}
            hours={hours}
            problems={problems.filter((problem) => problem.node === node.id)}
            change={change}
          />
        ))}
    </Page>
  )
}

export function FlowPage() {
  const { flowId } = useParams({ from: '/shell/flows/$flowId' })
  return (
    <Suspense fallback={<Skeleton height={400} m="lg" />}>
      <Editor key={flowId} id={flowId} />
    </Suspense>
  )
}
