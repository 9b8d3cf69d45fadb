import { useTranslation } from 'react-i18next'
import { useDesk } from '../../desk/store'
import { Elapsed } from '../../ui/Timer'

/** Who waits, per queue, at a glance. */
export function QueueStrip() {
  const { t } = useTranslation()
  const queues = useDesk((desk) => desk.queues) ?? []
  return (
    <ul className="shell-queues" aria-label={t('desk.queues')} data-testid="queue-strip">
      {queues.map((queue) => (
        <li key={queue.id}>
          <span>{queue.name}</span>
          <strong className="num">{queue.waiting}</strong>
          <span>{t('desk.waiting')}</span>
          <span className="longest">
            {queue.longest_since ? <Elapsed since={queue.longest_since} /> : null}
          </span>
        </li>
      ))}
    </ul>
  )
}
