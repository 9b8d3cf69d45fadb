import { Select, Textarea } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { setExit, setParam, textsOf } from './draft'
import { flowProblemText } from './FlowProblems'
import type { NodeProps } from './NodeCard'

/** One field per language of the flow. */
export function TextsForm({ node, draft, change, problems, param }: NodeProps & { param: string }) {
  const { t } = useTranslation()
  const texts = textsOf(node, param)
  return (
    <div className="sl-two">
      {draft.langs.map((lang) => {
        const problem = problems.find((item) => item.pointer.endsWith(`${param}/${lang}`))
        return (
          <Textarea
            key={lang}
            lang={lang}
            label={t('flow.text_in', { language: t(`flow.language.${lang}`, { defaultValue: lang }) })}
            autosize
            minRows={2}
            value={texts[lang] ?? ''}
            error={problem && problem.level === 'error' ? flowProblemText(t, problem) : undefined}
            onChange={(event) => {
              const { value } = event.currentTarget
              change((current) => {
                const now = current.nodes.find((item) => item.id === node.id)
                return setParam(current, node.id, param, {
                  ...(now ? textsOf(now, param) : {}),
                  [lang]: value,
                })
              })
            }}
            data-testid={`flow-text-${node.id}-${lang}`}
          />
        )
      })}
    </div>
  )
}

export function RefForm({
  node,
  change,
  problems,
  param,
  choices,
}: NodeProps & { param: string; choices: { value: string; label: string }[] }) {
  const { t } = useTranslation()
  const problem = problems.find((item) => item.code.startsWith('ref_'))
  return (
    <Select
      label={t(`flow.${param}`)}
      data={choices}
      value={String(node.params[param] ?? '')}
      allowDeselect={false}
      error={problem ? flowProblemText(t, problem) : undefined}
      onChange={(value) => change((current) => setParam(current, node.id, param, value))}
      maw={360}
      data-testid={`flow-${param}-${node.id}`}
    />
  )
}

export function useTargets({ draft, node }: Pick<NodeProps, 'draft' | 'node'>) {
  const { t } = useTranslation()
  return draft.nodes
    .filter((other) => other.id !== node.id && other.type !== 'start')
    .map((other) => ({
      value: other.id,
      label: other.name || t(`node.${other.type}`, { defaultValue: other.id }),
    }))
}

/** Where the call goes next; a menu's choices have their own place. */
export function ExitsForm(props: NodeProps) {
  const { t } = useTranslation()
  const { node, change } = props
  const targets = useTargets(props)
  const options = new Set(
    Array.isArray(node.params.options)
      ? node.params.options.map((option: { exit: string }) => option.exit)
      : [],
  )
  const exits = Object.entries(node.exits).filter(([exit]) => !options.has(exit))
  if (exits.length === 0) return null
  return (
    <div className="node-exits">
      {exits.map(([exit, target]) => (
        <Select
          key={exit}
          label={t(`exit.${exit}`, { defaultValue: exit })}
          data={targets}
          value={target}
          allowDeselect={false}
          onChange={(value) => value && change((current) => setExit(current, node.id, exit, value))}
          data-testid={`flow-exit-${node.id}-${exit}`}
        />
      ))}
    </div>
  )
}
