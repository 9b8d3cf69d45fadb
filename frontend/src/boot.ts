/** What the server knew when it sent the page; absent under the Vite dev server. */
export type Locale = 'en' | 'zh-hans'

export interface Boot {
  locale: Locale
  tenant: { slug: string; name: string } | null
  public_domain: string
  debug: boolean
  phone_url: string | null
}

function asLocale(value: unknown): Locale {
  const text = String(value ?? '').toLowerCase()
  return text.startsWith('zh') ? 'zh-hans' : 'en'
}

function fromHost(): Partial<Boot> {
  const [slug, ...rest] = window.location.hostname.split('.')
  if (!slug || rest.length === 0) return { public_domain: window.location.host }
  const port = window.location.port ? `:${window.location.port}` : ''
  return { tenant: { slug, name: slug }, public_domain: rest.join('.') + port }
}

export function readBoot(document: Document): Boot {
  const text = document.getElementById('boot')?.textContent
  const sent: Partial<Boot> = text ? JSON.parse(text) : fromHost()
  const remembered = window.localStorage.getItem('seatline.locale')
  return {
    locale: asLocale(remembered ?? sent.locale ?? navigator.language),
    tenant: sent.tenant ?? null,
    public_domain: sent.public_domain ?? window.location.host,
    debug: sent.debug ?? false,
    phone_url: sent.phone_url ?? null,
  }
}

export const boot: Boot = readBoot(document)

/** The public host; the port is the one this page came from unless the domain names one. */
export function publicHost(): string {
  const { port } = window.location
  return boot.public_domain.includes(':') || !port ? boot.public_domain : `${boot.public_domain}:${port}`
}

/** What a person types to reach a company's console, port included. */
export const tenantHost = (slug: string) => `${slug}.${publicHost()}`

export const tenantOrigin = (slug: string) => `${window.location.protocol}//${tenantHost(slug)}`

export const publicOrigin = () => `${window.location.protocol}//${publicHost()}`
