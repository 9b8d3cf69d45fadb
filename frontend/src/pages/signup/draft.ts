/** What the wizard has been told so far; kept in the tab (never the password) so that a reload loses nothing. */
import type { AvailableNumber } from '../../api/types'

export interface SignupDraft {
  company: string
  /** The address the person typed; empty lets the server make one of the company's name. */
  slug: string
  name: string
  email: string
  country: string
  timezone: string
  number: AvailableNumber | null
  greeting: string
  closed: string
}

export interface Started {
  tenant: { slug: string; name: string }
  enter_url: string
  status_url: string
  phone_number: string
}

const DRAFT = 'seatline.signup.draft'
const STARTED = 'seatline.signup.started'

function read<T>(key: string): T | null {
  try {
    return JSON.parse(window.sessionStorage.getItem(key) ?? 'null') as T | null
  } catch {
    return null
  }
}

export const emptyDraft = (): SignupDraft => ({
  company: '',
  slug: '',
  name: '',
  email: '',
  country: 'US',
  timezone: Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC',
  number: null,
  greeting: '',
  closed: '',
})

export const keptDraft = (): SignupDraft => ({ ...emptyDraft(), ...read<SignupDraft>(DRAFT) })
export const keepDraft = (draft: SignupDraft) => window.sessionStorage.setItem(DRAFT, JSON.stringify(draft))
export const keptStarted = (): Started | null => read<Started>(STARTED)

export function keepStarted(started: Started): void {
  window.sessionStorage.setItem(STARTED, JSON.stringify(started))
  window.sessionStorage.removeItem(DRAFT)
}

export const forgetStarted = () => window.sessionStorage.removeItem(STARTED)
