/** What the page itself can tell about the first step, before the server is asked. */
import type { SignupDraft } from './draft'

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/
const SLUG = /^[a-z0-9][a-z0-9-]{1,38}[a-z0-9]$/
const MIN_PASSWORD = 8

/** Beginnings of the passwords everybody tries first; the server knows the long list. */
const USUAL =
  /^(password|passw0rd|qwerty|letmein|welcome|iloveyou|admin|abc123|1q2w3e|football|sunshine)\W?\d*$/i
const RUN = '01234567890123456789 abcdefghijklmnopqrstuvwxyz qwertyuiop asdfghjkl'

export const wellFormed = (slug: string) => SLUG.test(slug)

/** Whether a name has letters an address can be made of; a name in Chinese alone has none. */
export const hasLatin = (company: string) => (company.match(/[a-z0-9]/gi) ?? []).length > 1

function tooUsual(password: string): boolean {
  const low = password.toLowerCase()
  return USUAL.test(low) || new Set(low).size < 3 || RUN.includes(low)
}

function likeSelf(password: string, draft: SignupDraft): boolean {
  const low = password.toLowerCase()
  const own = [draft.email, draft.email.split('@')[0] ?? '', draft.name, ...draft.name.split(/\s+/)]
  return own.some(
    (part) => part.length > 3 && low.includes(part.toLowerCase()) && low.length < part.length + 4,
  )
}

function passwordProblem(password: string, draft: SignupDraft): string | null {
  if (!password) return 'required'
  if (password.length < MIN_PASSWORD) return 'short'
  if (tooUsual(password)) return 'common'
  return likeSelf(password, draft) ? 'like_you' : null
}

function slugProblem(draft: SignupDraft): string | null {
  if (draft.slug) return wellFormed(draft.slug) ? null : 'slug'
  return draft.company.trim() && !hasLatin(draft.company) ? 'slug_needed' : null
}

/** Names of texts by field; a field without an entry is fine as far as the page can know. */
export function accountProblems(draft: SignupDraft, password: string): Record<string, string> {
  const found: Record<string, string | null> = {
    company: draft.company.trim() ? null : 'required',
    slug: slugProblem(draft),
    name: draft.name.trim() ? null : 'required',
    email: draft.email.trim() ? (EMAIL.test(draft.email.trim()) ? null : 'email') : 'required',
    password: passwordProblem(password, draft),
  }
  return Object.fromEntries(
    Object.entries(found).filter((pair): pair is [string, string] => pair[1] !== null),
  )
}
