import { Button, Popover } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { usePhone } from '../../softphone/PhoneProvider'

const keys = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#']

export function Keypad({
  opened,
  onChange,
  children,
}: {
  opened: boolean
  onChange: (open: boolean) => void
  children: ReactNode
}) {
  const { t } = useTranslation()
  const phone = usePhone()
  return (
    <Popover opened={opened} onChange={onChange} position="top" trapFocus shadow="md">
      <Popover.Target>{children}</Popover.Target>
      <Popover.Dropdown aria-label={t('phone.keypad')}>
        <div className="phone-keypad">
          {keys.map((key) => (
            <Button
              key={key}
              variant="default"
              onClick={() => phone.digits(key)}
              aria-label={t('phone.key', { key })}
              data-testid={`key-${key}`}
            >
              {key}
            </Button>
          ))}
        </div>
      </Popover.Dropdown>
    </Popover>
  )
}
