/** Changes to a flow draft, each returning a new draft; the canvas of a later day will use the same ones. */
import type { FlowDraft, FlowNode } from '../../api/types'

export type Texts = Record<string, string>

export interface MenuOption {
  exit: string
  digits?: string
  label?: string
  phrases?: string[]
}

export function changeNode(draft: FlowDraft, id: string, change: (node: FlowNode) => FlowNode): FlowDraft {
  return { ...draft, nodes: draft.nodes.map((node) => (node.id === id ? change(node) : node)) }
}

export function setParam(draft: FlowDraft, id: string, name: string, value: unknown): FlowDraft {
  return changeNode(draft, id, (node) => ({ ...node, params: { ...node.params, [name]: value } }))
}

export function setExit(draft: FlowDraft, id: string, exit: string, target: string): FlowDraft {
  return changeNode(draft, id, (node) => ({ ...node, exits: { ...node.exits, [exit]: target } }))
}

export function textsOf(node: FlowNode, name: string): Texts {
  const value = node.params[name]
  return value && typeof value === 'object' ? (value as Texts) : {}
}

export function optionsOf(node: FlowNode): MenuOption[] {
  const { options } = node.params
  return Array.isArray(options) ? (options as MenuOption[]) : []
}

const menuKeys = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '0', '*', '#']

export function freeKeys(node: FlowNode): string[] {
  const used = new Set(optionsOf(node).map((option) => option.digits))
  return menuKeys.filter((key) => !used.has(key))
}

export function changeOption(
  draft: FlowDraft,
  id: string,
  exit: string,
  change: Partial<MenuOption>,
): FlowDraft {
  return changeNode(draft, id, (node) => ({
    ...node,
    params: {
      ...node.params,
      options: optionsOf(node).map((option) => (option.exit === exit ? { ...option, ...change } : option)),
    },
  }))
}

export function addOption(draft: FlowDraft, id: string, target: string): FlowDraft {
  return changeNode(draft, id, (node) => {
    const [digits] = freeKeys(node)
    if (!digits) return node
    const taken = new Set(Object.keys(node.exits))
    let number = optionsOf(node).length + 1
    while (taken.has(`option_${number}`)) number += 1
    const exit = `option_${number}`
    const options = [...optionsOf(node), { exit, digits, label: '' }]
    return { ...node, params: { ...node.params, options }, exits: { ...node.exits, [exit]: target } }
  })
}

export function removeOption(draft: FlowDraft, id: string, exit: string): FlowDraft {
  return changeNode(draft, id, (node) => {
    const { [exit]: _gone, ...exits } = node.exits
    const options = optionsOf(node).filter((option) => option.exit !== exit)
    return { ...node, params: { ...node.params, options }, exits }
  })
}
