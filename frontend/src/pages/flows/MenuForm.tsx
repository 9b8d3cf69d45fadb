import { ActionIcon, Button, Select, TextInput } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { addOption, changeOption, freeKeys, type MenuOption, optionsOf, removeOption, setExit } from './draft'
import type { NodeProps } from './NodeCard'
import { TextsForm, useTargets } from './NodeForms'

function Option({ option, ...props }: NodeProps & { option: MenuOption }) {
  const { t } = useTranslation()
  const { node, change } = props
  const targets = useTargets(props)
  const keys = [option.digits ?? '', ...freeKeys(node)].filter(Boolean)
  const key = option.digits ?? ''
  return (
    <div className="menu-option" data-testid={`menu-option-${key}`}>
      <Select
        label={t('flow.key')}
        data={keys}
        value={key}
        allowDeselect={false}
        onChange={(digits) =>
          digits && change((draft) => changeOption(draft, node.id, option.exit, { digits }))
        }
      />
      <TextInput
        label={t('flow.option_label')}
        value={option.label ?? ''}
        onChange={(event) => {
          const { value } = event.currentTarget
          change((draft) => changeOption(draft, node.id, option.exit, { label: value }))
        }}
      />
      <Select
        label={t('flow.goes_to')}
        data={targets}
        value={node.exits[option.exit] ?? null}
        allowDeselect={false}
        onChange={(target) => target && change((draft) => setExit(draft, node.id, option.exit, target))}
      />
      <ActionIcon
        variant="subtle"
        color="gray"
        size={34}
        aria-label={t('flow.remove_option', { key })}
        onClick={() => change((draft) => removeOption(draft, node.id, option.exit))}
      >
        <IconTrash size={17} />
      </ActionIcon>
    </div>
  )
}

export function MenuForm(props: NodeProps) {
  const { t } = useTranslation()
  const { node, change } = props
  const targets = useTargets(props)
  const first = targets[0]?.value
  return (
    <>
      <TextsForm {...props} param="prompt" />
      {optionsOf(node).map((option) => (
        <Option key={option.exit} {...props} option={option} />
      ))}
      <div>
        <Button
          variant="default"
          size="compact-md"
          leftSection={<IconPlus size={15} aria-hidden />}
          disabled={!first || freeKeys(node).length === 0}
          onClick={() => first && change((draft) => addOption(draft, node.id, first))}
          data-testid="menu-add-option"
        >
          {t('flow.add_option')}
        </Button>
      </div>
    </>
  )
}
