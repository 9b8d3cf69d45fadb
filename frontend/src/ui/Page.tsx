import { Title } from '@mantine/core'
import { type ReactNode, useEffect } from 'react'

interface Props {
  title: string
  lead?: ReactNode
  actions?: ReactNode
  children: ReactNode
  testId?: string
}

export function usePageTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · Seatline`
  }, [title])
}

export function Page({ title, lead, actions, children, testId }: Props) {
  usePageTitle(title)
  return (
    <div className="sl-page" data-testid={testId}>
      <header className="sl-page-head">
        <div>
          <Title order={1}>{title}</Title>
          {lead ? <p>{lead}</p> : null}
        </div>
        {actions ? <div className="sl-actions">{actions}</div> : null}
      </header>
      <div className="sl-stack">{children}</div>
    </div>
  )
}

export function Panel({
  title,
  actions,
  children,
  pad = true,
  testId,
}: {
  title?: ReactNode
  actions?: ReactNode
  children: ReactNode
  pad?: boolean
  testId?: string
}) {
  return (
    <section className="sl-panel" data-testid={testId}>
      {title ? (
        <div className="sl-panel-head">
          <Title order={2}>{title}</Title>
          {actions ? <div className="sl-actions">{actions}</div> : null}
        </div>
      ) : null}
      {pad ? <div className="sl-panel-pad">{children}</div> : children}
    </section>
  )
}
