/** One way to the server: JSON, session cookie, CSRF header, problems as exceptions. */
import { clockFrom } from '../format/clock'
import { Problem, problemFrom } from './problem'

export function cookie(name: string): string {
  const hit = document.cookie.split('; ').find((part) => part.startsWith(`${name}=`))
  return hit ? decodeURIComponent(hit.slice(name.length + 1)) : ''
}

interface Options {
  method?: string
  body?: unknown
  headers?: Record<string, string>
  signal?: AbortSignal
}

async function parse(response: Response): Promise<unknown> {
  const text = await response.text()
  if (!text) return null
  try {
    return JSON.parse(text)
  } catch {
    return { detail: '', code: `http_${response.status}` }
  }
}

export async function send<T>(url: string, options: Options = {}): Promise<T> {
  const headers: Record<string, string> = { Accept: 'application/json', ...options.headers }
  const method = options.method ?? 'GET'
  if (options.body !== undefined) headers['Content-Type'] = 'application/json'
  if (method !== 'GET') headers['X-CSRFToken'] = cookie('csrftoken')
  let response: Response
  try {
    response = await fetch(url, {
      method,
      headers,
      credentials: 'same-origin',
      body: options.body === undefined ? undefined : JSON.stringify(options.body),
      signal: options.signal,
    })
  } catch (error) {
    if (options.signal?.aborted) throw error
    throw new Problem(0, 'offline', '')
  }
  clockFrom(response.headers.get('Date'))
  const body = await parse(response)
  if (!response.ok) throw problemFrom(response.status, body)
  return body as T
}

const root = '/api/v1'

export type Query = Record<string, string | number | undefined | null>

export function path(template: string, query: Query = {}): string {
  const search = new URLSearchParams()
  for (const [key, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && value !== '') search.set(key, String(value))
  }
  const text = search.toString()
  return `${root}${template}${text ? `?${text}` : ''}`
}

export const api = {
  get: <T>(template: string, query?: Query, signal?: AbortSignal) =>
    send<T>(path(template, query), { signal }),
  post: <T>(template: string, body: unknown = {}) => send<T>(path(template), { method: 'POST', body }),
  put: <T>(template: string, body: unknown, headers?: Record<string, string>) =>
    send<T>(path(template), { method: 'PUT', body, headers }),
  patch: <T>(template: string, body: unknown) => send<T>(path(template), { method: 'PATCH', body }),
  delete: <T>(template: string) => send<T>(path(template), { method: 'DELETE' }),
}
