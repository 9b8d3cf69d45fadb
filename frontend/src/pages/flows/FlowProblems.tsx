import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { FlowNode, FlowProblem } from '../../api/types'
import { Note } from '../../ui/Note'

export function flowProblemText(t: TFunction, problem: FlowProblem): string {
  return t(`flow_problem.${problem.code}`, { defaultValue: problem.message })
}

/** What stands in the way of publishing; each line leads to its step. */
export function FlowProblems({ problems, nodes }: { problems: FlowProblem[]; nodes: FlowNode[] }) {
  const { t } = useTranslation()
  if (problems.length === 0) return null
  const errors = problems.some((problem) => problem.level === 'error')
  const nameOf = (id: string) => nodes.find((node) => node.id === id)?.name || id
  return (
    <Note tone={errors ? 'bad' : 'warn'} testId="flow-problems">
      <strong>{t(errors ? 'flow.has_errors' : 'flow.has_warnings')}</strong>
      <ul className="flow-problems">
        {problems.map((problem) => (
          <li key={`${problem.code}${problem.pointer}`} data-testid="flow-problem">
            {problem.node ? (
              <a className="sl-link" href={`#node-${problem.node}`}>
                {nameOf(problem.node)}
              </a>
            ) : null}
            {problem.node ? ': ' : ''}
            {flowProblemText(t, problem)}
          </li>
        ))}
      </ul>
    </Note>
  )
}
