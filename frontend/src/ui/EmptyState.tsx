import type { ReactNode } from 'react'

/** Says why there is nothing, and the one thing to do about it. */
export function EmptyState({
  icon,
  title,
  children,
  action,
}: {
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
      <h2>{title}</h2>
      {children ? <p>{children}</p> : null}
      {action}
    </div>
  )
}
