/** Signing in and out through allauth's headless browser API. */
import { send } from './client'

const root = '/_allauth/browser/v1'

/** Sets the CSRF cookie when the page did not come from the Django shell. */
export const touch = () => send<unknown>(`${root}/config`)

export const signIn = (email: string, password: string) =>
  send<unknown>(`${root}/auth/login`, { method: 'POST', body: { email, password } })

/** allauth answers 401 to say that the session is gone, which is what was asked for. */
export async function signOut(): Promise<void> {
  await send<unknown>(`${root}/auth/session`, { method: 'DELETE' }).catch(() => undefined)
}
