import { Button, Skeleton } from '@mantine/core'
import { useSuspenseQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { contactOptions } from '../../api/queries'
import { queries } from '../../app/Providers'
import { phoneText } from '../../format/phone'
import { Page, Panel } from '../../ui/Page'
import { told } from '../../ui/toast'
import { ContactForm } from './ContactForm'
import { Timeline } from './Timeline'

function Contact({ id }: { id: string }) {
  const { t } = useTranslation()
  const { data } = useSuspenseQuery(contactOptions(id))
  return (
    <Page
      title={data.name || phoneText(data.numbers?.[0]) || t('contact.unnamed')}
      lead={data.company || undefined}
      actions={
        <Button
          variant="default"
          renderRoot={(props) => <Link to="/calls" search={{ contact: id }} {...props} />}
        >
          {t('contact.calls')}
        </Button>
      }
    >
      <div className="contact-split">
        <Panel title={t('contact.details')}>
          <ContactForm
            contact={data}
            onSaved={(saved) => {
              queries.setQueryData(['contact', id], saved)
              void queries.invalidateQueries({ queryKey: ['contacts'] })
              told(t('app.saved'))
            }}
          />
        </Panel>
        <Panel title={t('timeline.title')}>
          <Timeline contactId={id} />
        </Panel>
      </div>
    </Page>
  )
}

export function ContactPage() {
  const { contactId } = useParams({ from: '/shell/contacts/$contactId' })
  return (
    <Suspense fallback={<Skeleton height={300} m="lg" />}>
      <Contact id={contactId} />
    </Suspense>
  )
}
