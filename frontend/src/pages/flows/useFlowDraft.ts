/** A draft that saves itself a moment after the last change, and tells when another person was faster. */
import { useDebouncedCallback } from '@mantine/hooks'
import { useMutation } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { api } from '../../api/client'
import type { Flow, FlowDraft, FlowProblem } from '../../api/types'
import { queries } from '../../app/Providers'

interface Saved {
  draft_rev: number
  problems: FlowProblem[]
}

const PAUSE_MS = 700

export function useFlowDraft(flow: Flow) {
  const [draft, setDraft] = useState(flow.draft)
  const [problems, setProblems] = useState(flow.problems)
  const [dirty, setDirty] = useState(false)
  const rev = useRef(flow.draft_rev)
  const latest = useRef(flow.draft)

  const save = useMutation({
    // One after the other: a second save needs the revision the first one made.
    scope: { id: `flow-${flow.id}` },
    mutationFn: async () => {
      const sent = latest.current
      const saved = await api.put<Saved>(`/flows/${flow.id}/draft`, sent, { 'If-Match': String(rev.current) })
      rev.current = saved.draft_rev
      return { saved, sent }
    },
    onSuccess: ({ saved, sent }) => {
      setProblems(saved.problems)
      setDirty(latest.current !== sent)
      queries.setQueryData(['flow', String(flow.id)], { ...flow, draft: sent, ...saved })
    },
  })
  const soon = useDebouncedCallback(() => save.mutate(), PAUSE_MS)

  const change = (next: (draft: FlowDraft) => FlowDraft) => {
    latest.current = next(latest.current)
    setDraft(latest.current)
    setDirty(true)
    soon()
  }
  return { draft, problems, setProblems, dirty, change, save }
}
