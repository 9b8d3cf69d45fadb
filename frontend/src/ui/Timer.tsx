import { useEffect, useState } from 'react'
import { serverNow } from '../format/clock'
import { clockText } from '../format/duration'

/** Redraws once a second; the figure always comes from time stamps, so a sleeping tab is right when it wakes. */
export function useNow(): number {
  const [now, setNow] = useState(serverNow)
  useEffect(() => {
    const timer = window.setInterval(() => setNow(serverNow()), 1000)
    return () => window.clearInterval(timer)
  }, [])
  return now
}

/** Time since a moment. Screen readers read it when asked and are not told each second. */
export function Elapsed({ since, testId }: { since: string; testId?: string }) {
  const now = useNow()
  return (
    <span className="num" role="timer" aria-live="off" data-testid={testId}>
      {clockText((now - Date.parse(since)) / 1000)}
    </span>
  )
}

export function Remaining({ until, testId }: { until: string; testId?: string }) {
  const now = useNow()
  return (
    <span className="num" role="timer" aria-live="off" data-testid={testId}>
      {clockText(Math.ceil((Date.parse(until) - now) / 1000))}
    </span>
  )
}
