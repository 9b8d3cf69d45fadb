import { Button, Select, Switch } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { api } from '../../api/client'
import type { Member, Role } from '../../api/types'
import { queries } from '../../app/Providers'
import { Tag } from '../../ui/Tag'
import { failed, told } from '../../ui/toast'

export const roles: Role[] = ['owner', 'admin', 'supervisor', 'agent']

type Change = Partial<Pick<Member, 'role' | 'is_agent' | 'disabled'>>

function MemberState({ member }: { member: Member }) {
  const { t } = useTranslation()
  if (member.disabled) return <Tag tone="quiet">{t('team.disabled')}</Tag>
  if (!member.joined) return <Tag tone="warn">{t('team.invited')}</Tag>
  return <Tag tone="ok">{t('team.active')}</Tag>
}

export function MemberRow({ member, mayChange }: { member: Member; mayChange: boolean }) {
  const { t } = useTranslation()
  const save = useMutation({
    mutationFn: (change: Change) => api.patch(`/team/${member.id}`, change),
    onSuccess: async () => {
      told(t('app.saved'))
      await queries.invalidateQueries({ queryKey: ['team'] })
    },
    onError: failed,
  })
  const fixed = !mayChange || save.isPending
  return (
    <li className="member" data-testid="member-row">
      <div className="member-who">
        <strong>{member.name}</strong>
        <div className="sl-small sl-soft">{member.email}</div>
      </div>
      <MemberState member={member} />
      <Select
        aria-label={t('team.role_of', { name: member.name })}
        data={roles.map((role) => ({ value: role, label: t(`role.${role}`) }))}
        value={member.role}
        allowDeselect={false}
        disabled={fixed || member.disabled}
        onChange={(role) => role && save.mutate({ role: role as Role })}
      />
      <Switch
        label={t('team.takes_calls')}
        checked={member.is_agent}
        disabled={fixed || member.disabled}
        onChange={(event) => save.mutate({ is_agent: event.currentTarget.checked })}
      />
      {mayChange ? (
        <Button
          variant="subtle"
          color="gray"
          size="compact-md"
          loading={save.isPending}
          onClick={() => save.mutate({ disabled: !member.disabled })}
          data-testid="member-disable"
        >
          {t(member.disabled ? 'team.enable' : 'team.disable')}
        </Button>
      ) : null}
    </li>
  )
}
