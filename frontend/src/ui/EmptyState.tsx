import type { ReactNode } from 'react'

/** Says why there is nothing, and the one thing to do about it. */
export function EmptyState({
  heading: Heading = 'h2',
  icon,
  title,
  children,
  action,
}: {
  heading?: 'h1' | 'h2'
  icon: ReactNode
  title: string
  children?: ReactNode
  action?: ReactNode
}) {
  return (
    <div className="sl-empty" data-testid="empty-state">
      <span className="sl-empty-icon" aria-hidden>
        {icon}
      </span>
      <Heading>{title}</Heading>
      {children ? <p>{children}</p> : null}
      {action}
    </div>
  )
}
