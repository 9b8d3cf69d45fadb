import { Table } from '@mantine/core'
import type { ReactNode } from 'react'
import { ScrollBox } from '../../ui/ScrollBox'

/** Rows under headings, scrolling sideways inside its own panel on a narrow screen. */
export function SmallTable({
  label,
  columns,
  rows,
  testId,
}: {
  label: string
  columns: string[]
  rows: { key: string | number; cells: ReactNode[] }[]
  testId?: string
}) {
  return (
    <ScrollBox>
      <Table className="sl-table" aria-label={label}>
        <Table.Thead>
          <Table.Tr>
            {columns.map((column) => (
              <Table.Th key={column}>{column}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Table.Tr key={row.key} data-testid={testId}>
              {row.cells.map((cell, index) => (
                // The columns of a row never move, so their position is their identity.
                // biome-ignore lint/suspicious/noArrayIndexKey: fixed columns
                <Table.Td key={index}>{cell}</Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </ScrollBox>
  )
}
