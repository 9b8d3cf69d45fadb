import { ActionIcon, Avatar, Menu, Switch } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconKeyboard, IconLogout } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { signOut } from '../../api/session'
import { useMe } from '../../api/useMe'
import { ShortcutsModal } from '../desk/ShortcutsModal'
import { useShortcutsOn } from '../desk/shortcuts'

function initials(name: string): string {
  if (/\p{Script=Han}/u.test(name)) return name.slice(-2)
  const parts = name.trim().split(/\s+/)
  if (parts.length === 1) return name.trim().slice(0, 2).toUpperCase()
  return parts
    .slice(0, 2)
    .map((part) => part.charAt(0).toUpperCase())
    .join('')
}

async function leave(): Promise<void> {
  await signOut()
  window.location.assign('/login')
}

export function UserMenu() {
  const { t } = useTranslation()
  const me = useMe()
  const [keysOpen, keys] = useDisclosure(false)
  const [on, setOn] = useShortcutsOn()
  return (
    <>
      <Menu position="bottom-end" width={250}>
        <Menu.Target>
          <ActionIcon
            variant="transparent"
            size="lg"
            aria-label={`${initials(me.user.name)} · ${t('app.user_menu', { name: me.user.name })}`}
            data-testid="user-menu"
          >
            <Avatar size={30} radius="xl" color="seat" variant="filled" alt="">
              {initials(me.user.name)}
            </Avatar>
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>
            {me.user.name} · {t(`role.${me.role}`)}
            <br />
            {me.user.email}
          </Menu.Label>
          <Menu.Divider />
          <Menu.Item leftSection={<IconKeyboard size={16} aria-hidden />} onClick={keys.open}>
            {t('keys.title')}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconLogout size={16} aria-hidden />}
            onClick={() => void leave()}
            data-testid="sign-out"
          >
            {t('app.sign_out')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <ShortcutsModal
        opened={keysOpen}
        onClose={keys.close}
        footer={
          <Switch
            checked={on}
            onChange={(event) => setOn(event.currentTarget.checked)}
            label={t('keys.enabled')}
            description={t('keys.enabled_hint')}
          />
        }
      />
    </>
  )
}
