import { Button, Modal, Skeleton, Table, TextInput } from '@mantine/core'
import { useDebouncedValue, useDisclosure } from '@mantine/hooks'
import { IconAddressBook, IconPlus, IconSearch } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { contactsOptions } from '../../api/queries'
import type { Contact } from '../../api/types'
import { queries } from '../../app/Providers'
import { dateTime } from '../../format/intl'
import { phoneText } from '../../format/phone'
import { EmptyState } from '../../ui/EmptyState'
import { More } from '../../ui/More'
import { ProblemNote } from '../../ui/Note'
import { Page, Panel } from '../../ui/Page'
import { ScrollBox } from '../../ui/ScrollBox'
import { ContactForm } from './ContactForm'

function Row({ contact }: { contact: Contact }) {
  const { t } = useTranslation()
  return (
    <Table.Tr data-testid="contact-row">
      <Table.Td>
        <Link to="/contacts/$contactId" params={{ contactId: contact.id }}>
          {contact.name || phoneText(contact.numbers?.[0]) || t('contact.unnamed')}
        </Link>
      </Table.Td>
      <Table.Td className="when">{contact.numbers?.map(phoneText).join(', ')}</Table.Td>
      <Table.Td>{contact.company}</Table.Td>
      <Table.Td>{contact.tier ? t(`tier.${contact.tier}`, { defaultValue: contact.tier }) : ''}</Table.Td>
      <Table.Td>{dateTime(contact.last_seen_at)}</Table.Td>
    </Table.Tr>
  )
}

function ContactTable({ contacts }: { contacts: Contact[] }) {
  const { t } = useTranslation()
  return (
    <ScrollBox>
      <Table className="sl-table" highlightOnHover aria-label={t('nav.contacts')}>
        <Table.Thead>
          <Table.Tr>
            {['name', 'numbers', 'company', 'tier', 'last_seen'].map((column) => (
              <Table.Th key={column}>{t(`contact.${column}`)}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {contacts.map((contact) => (
            <Row key={contact.id} contact={contact} />
          ))}
        </Table.Tbody>
      </Table>
    </ScrollBox>
  )
}

export function ContactsPage() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const [text, setText] = useState('')
  const [q] = useDebouncedValue(text, 250)
  const [adding, form] = useDisclosure(false)
  const list = useInfiniteQuery(contactsOptions(q))
  const contacts = list.data?.pages.flatMap((page) => page.results) ?? []
  return (
    <Page
      title={t('nav.contacts')}
      actions={
        <Button
          leftSection={<IconPlus size={16} aria-hidden />}
          onClick={form.open}
          data-testid="contact-new"
        >
          {t('contact.new')}
        </Button>
      }
    >
      <TextInput
        type="search"
        aria-label={t('contact.search')}
        placeholder={t('contact.search')}
        leftSection={<IconSearch size={16} aria-hidden />}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        maw={420}
        w="100%"
        data-testid="contact-search"
      />
      <Panel pad={false}>
        {list.isPending ? <Skeleton height={180} /> : null}
        {list.isSuccess && contacts.length === 0 ? (
          <EmptyState
            icon={<IconAddressBook size={24} />}
            title={t(q ? 'contact.none_found' : 'contact.none')}
          >
            {t(q ? 'contact.none_found_hint' : 'contact.none_hint')}
          </EmptyState>
        ) : null}
        {contacts.length > 0 ? <ContactTable contacts={contacts} /> : null}
      </Panel>
      <ProblemNote error={list.error} retry={() => void list.refetch()} />
      <More list={list} />
      <Modal
        opened={adding}
        onClose={form.close}
        title={t('contact.new')}
        closeButtonProps={{ 'aria-label': t('app.close') }}
      >
        <ContactForm
          contact={null}
          onSaved={(saved) => {
            void queries.invalidateQueries({ queryKey: ['contacts'] })
            void navigate({ to: '/contacts/$contactId', params: { contactId: saved.id } })
          }}
        />
      </Modal>
    </Page>
  )
}
