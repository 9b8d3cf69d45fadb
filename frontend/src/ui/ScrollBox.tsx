import type { ReactNode } from 'react'

/** Wide content that scrolls sideways in its own place, also by the arrow keys. */
export function ScrollBox({ children }: { children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: without it the keyboard cannot reach what is scrolled away
    <div className="sl-scroll" tabIndex={0}>
      {children}
    </div>
  )
}
