import { Button, Modal, Skeleton } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconUserPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { teamOptions } from '../../api/queries'
import { atLeast, useMe } from '../../api/useMe'
import { ProblemNote } from '../../ui/Note'
import { Page, Panel } from '../../ui/Page'
import { InviteForm } from './InviteForm'
import { MemberRow } from './MemberRow'
import './team.css'

export function TeamPage() {
  const { t } = useTranslation()
  const me = useMe()
  const { data, error, isPending, refetch } = useQuery(teamOptions())
  const [inviting, modal] = useDisclosure(false)
  const mayChange = atLeast(me.role, 'admin')
  return (
    <Page
      title={t('nav.team')}
      lead={t('team.lead')}
      actions={
        mayChange ? (
          <Button
            leftSection={<IconUserPlus size={16} aria-hidden />}
            onClick={modal.open}
            data-testid="team-invite"
          >
            {t('team.invite')}
          </Button>
        ) : null
      }
    >
      <ProblemNote error={error} retry={() => void refetch()} />
      <Panel pad={false}>
        {isPending ? <Skeleton height={120} /> : null}
        <ul className="team">
          {data?.map((member) => (
            <MemberRow key={member.id} member={member} mayChange={mayChange} />
          ))}
        </ul>
      </Panel>
      <Modal
        opened={inviting}
        onClose={modal.close}
        title={t('team.invite')}
        closeButtonProps={{ 'aria-label': t('app.close') }}
      >
        <InviteForm onDone={modal.close} />
      </Modal>
    </Page>
  )
}
