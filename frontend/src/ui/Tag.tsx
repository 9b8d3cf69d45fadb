import type { ReactNode } from 'react'
import type { Tone } from './Note'

export function Tag({
  tone,
  icon,
  children,
  testId,
}: {
  tone: Tone
  icon?: ReactNode
  children: ReactNode
  testId?: string
}) {
  return (
    <span className="sl-tag" data-tone={tone} data-testid={testId}>
      {icon}
      {children}
    </span>
  )
}
