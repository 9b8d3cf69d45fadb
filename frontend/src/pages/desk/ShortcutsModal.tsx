import { Kbd, Modal, Table } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

const keys = [
  ['A', 'answer'],
  ['X', 'decline'],
  ['M', 'mute'],
  ['H', 'hold'],
  ['D', 'keypad'],
  ['E', 'end'],
  ['1–9', 'outcome'],
] as const

export function ShortcutsModal({
  opened,
  onClose,
  footer,
}: {
  opened: boolean
  onClose: () => void
  footer: ReactNode
}) {
  const { t } = useTranslation()
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('keys.title')}
      closeButtonProps={{ 'aria-label': t('app.close') }}
    >
      <Table mb="md">
        <Table.Tbody>
          {keys.map(([key, name]) => (
            <Table.Tr key={key}>
              <Table.Td w={70}>
                <Kbd>{key}</Kbd>
              </Table.Td>
              <Table.Td>{t(`keys.${name}`)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {footer}
    </Modal>
  )
}
