import { expect, test } from 'vitest'
import type { FlowDraft } from '../../src/api/types'
import { addOption, changeOption, optionsOf, removeOption, setParam } from '../../src/pages/flows/draft'

const draft: FlowDraft = {
  schema: 'flow/1',
  langs: ['en'],
  default_lang: 'en',
  start: 'start',
  nodes: [
    {
      id: 'main',
      type: 'menu',
      params: { options: [{ exit: 'sales', digits: '1', label: 'Sales' }], retries: 1 },
      exits: { sales: 'q', no_input: 'q' },
    },
    { id: 'q', type: 'queue', params: { queue: '1' }, exits: {} },
  ],
}
const menu = (flow: FlowDraft) => flow.nodes[0] as FlowDraft['nodes'][number]

test('a new choice takes the first free key and its own exit', () => {
  const next = menu(addOption(draft, 'main', 'q'))
  expect(optionsOf(next).map((option) => option.digits)).toEqual(['1', '2'])
  expect(next.exits).toEqual({ sales: 'q', no_input: 'q', option_2: 'q' })
})

test('a removed choice takes its exit along', () => {
  expect(menu(removeOption(draft, 'main', 'sales')).exits).toEqual({ no_input: 'q' })
})

test('changes keep everything they do not name', () => {
  expect(menu(changeOption(draft, 'main', 'sales', { digits: '9' })).params).toEqual({
    options: [{ exit: 'sales', digits: '9', label: 'Sales' }],
    retries: 1,
  })
  expect(setParam(draft, 'q', 'queue', '2').nodes[1]?.params).toEqual({ queue: '2' })
  expect(draft.nodes[1]?.params).toEqual({ queue: '1' })
})
