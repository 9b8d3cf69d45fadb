import {
  IconClock,
  IconDialpad,
  IconHierarchy2,
  IconMessage2,
  IconPhoneOff,
  IconRecordMail,
  IconStack2,
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { FlowDraft, FlowNode, FlowProblem, Hours, Queue } from '../../api/types'
import { Panel } from '../../ui/Page'
import { Tag } from '../../ui/Tag'
import { MenuForm } from './MenuForm'
import { ExitsForm, RefForm, TextsForm } from './NodeForms'

export interface NodeProps {
  node: FlowNode
  draft: FlowDraft
  queues: Queue[]
  hours: Hours[]
  problems: FlowProblem[]
  change: (next: (draft: FlowDraft) => FlowDraft) => void
}

const icons: Record<string, typeof IconClock> = {
  say: IconMessage2,
  menu: IconDialpad,
  hours: IconClock,
  queue: IconStack2,
  voicemail: IconRecordMail,
  hangup: IconPhoneOff,
}

function Body(props: NodeProps) {
  const { node, queues, hours } = props
  switch (node.type) {
    case 'say':
    case 'hangup':
      return <TextsForm {...props} param="text" />
    case 'voicemail':
      return <TextsForm {...props} param="greeting" />
    case 'menu':
      return <MenuForm {...props} />
    case 'hours':
      return (
        <RefForm
          {...props}
          param="schedule"
          choices={hours.map((item) => ({ value: String(item.id), label: item.name }))}
        />
      )
    case 'queue':
      return (
        <RefForm
          {...props}
          param="queue"
          choices={queues.map((item) => ({ value: String(item.id), label: item.name }))}
        />
      )
    default:
      return null
  }
}

export function NodeCard(props: NodeProps) {
  const { t } = useTranslation()
  const { node } = props
  const Icon = icons[node.type] ?? IconHierarchy2
  return (
    <div className="node" id={`node-${node.id}`} data-testid={`flow-node-${node.id}`}>
      <Panel
        title={
          <span className="node-type">
            <Icon size={18} aria-hidden />
            {node.name || t(`node.${node.type}`, { defaultValue: node.type })}
          </span>
        }
        actions={<Tag tone="quiet">{t(`node.${node.type}`, { defaultValue: node.type })}</Tag>}
      >
        <div className="sl-form">
          <Body {...props} />
          {node.type === 'hangup' ? null : <ExitsForm {...props} />}
        </div>
      </Panel>
    </div>
  )
}
