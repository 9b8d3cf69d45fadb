/** Going available, on a break or home; the server decides, the page waits for its word. */
import { useMutation } from '@tanstack/react-query'
import { usePhone } from '../softphone/PhoneProvider'
import { unlockRinger } from '../softphone/ringer'
import { failed } from '../ui/toast'
import { setStatus } from './actions'
import { useDesk } from './store'

type Choice = 'available' | 'break' | 'offline'

/** Runs inside the person's click, which is what lets the ringer sound and the browser ask for notices. */
function unlockSenses(): void {
  unlockRinger()
  if (typeof Notification !== 'undefined' && Notification.permission === 'default')
    void Notification.requestPermission()
}

export function usePresence() {
  const phone = usePhone()
  const status = useDesk((desk) => desk.agent.status)
  const { mutate, isPending } = useMutation({ mutationFn: setStatus, onError: failed })
  const change = (choice: Choice) => {
    if (choice === 'available') {
      unlockSenses()
      phone.send({ type: 'PREPARE' })
    }
    mutate(choice)
  }
  const mayGoAvailable = status === 'offline' || status === 'break' || status === 'not_responding'
  return { change, pending: isPending, mayGoAvailable }
}
