/** Reads of the console, each with its key. */
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { api, type Query } from './client'
import type {
  AvailableNumber,
  Billing,
  CallDetail,
  CallRow,
  Contact,
  Flow,
  FlowSummary,
  Hours,
  Invoice,
  Member,
  Page,
  PhoneNumber,
  Queue,
  Report,
  TimelineEntry,
  Voicemail,
  WaitingCall,
} from './types'

/** Lists come either as a page or, where they are always short, as an array. */
export function rowsOf<T>(body: Page<T> | T[]): T[] {
  return Array.isArray(body) ? body : body.results
}

/** The cursor of a page's next link, which is a whole address. */
export function cursorOf(next: string | null): string | undefined {
  if (!next) return undefined
  if (!next.includes('cursor=')) return next
  return new URL(next, window.location.origin).searchParams.get('cursor') ?? undefined
}

function pages<T>(key: unknown[], template: string, query: Query) {
  return infiniteQueryOptions({
    queryKey: [...key, query],
    queryFn: ({ pageParam, signal }) => api.get<Page<T>>(template, { ...query, cursor: pageParam }, signal),
    initialPageParam: '',
    getNextPageParam: (last: Page<T>) => cursorOf(last.next),
  })
}

function list<T>(key: string, template: string) {
  return queryOptions({
    queryKey: [key],
    queryFn: async ({ signal }) => rowsOf(await api.get<Page<T> | T[]>(template, {}, signal)),
  })
}

export const contactsOptions = (q: string) => pages<Contact>(['contacts'], '/contacts', { q })

export const contactOptions = (id: string) =>
  queryOptions({
    queryKey: ['contact', id],
    queryFn: ({ signal }) => api.get<Contact>(`/contacts/${id}`, {}, signal),
  })

export const timelineOptions = (id: string) =>
  queryOptions({
    queryKey: ['contact', id, 'timeline'],
    queryFn: async ({ signal }) =>
      rowsOf(await api.get<Page<TimelineEntry>>(`/contacts/${id}/timeline`, {}, signal)),
  })

export const callsOptions = (query: Query) => pages<CallRow>(['calls'], '/calls', query)

export const callOptions = (id: string) =>
  queryOptions({
    queryKey: ['call', id],
    queryFn: ({ signal }) => api.get<CallDetail>(`/calls/${id}`, {}, signal),
  })

export const voicemailsOptions = () => pages<Voicemail>(['voicemails'], '/voicemails', {})

const MANY = 99

/** How many messages wait to be dealt with; counted as far as a badge can show it. */
export const newVoicemailsOptions = () =>
  queryOptions({
    queryKey: ['voicemails', 'new'],
    queryFn: async ({ signal }) =>
      rowsOf(await api.get<Page<Voicemail>>('/voicemails', { state: 'new', limit: MANY }, signal)).length,
    refetchInterval: 60_000,
  })

export const queuesOptions = () => list<Queue>('queues', '/queues')
export const hoursOptions = () => list<Hours>('hours', '/hours')
export const numbersOptions = () => list<PhoneNumber>('numbers', '/numbers')
export const flowsOptions = () => list<FlowSummary>('flows', '/flows')
export const teamOptions = () => list<Member>('team', '/team')
export const invoicesOptions = () => list<Invoice>('invoices', '/billing/invoices')

export const waitingOptions = (queueId: number) =>
  queryOptions({
    queryKey: ['waiting', queueId],
    queryFn: async ({ signal }) =>
      rowsOf(await api.get<Page<WaitingCall> | WaitingCall[]>(`/queues/${queueId}/waiting`, {}, signal)),
    refetchInterval: 3000,
  })

export const flowOptions = (id: string) =>
  queryOptions({
    queryKey: ['flow', id],
    queryFn: ({ signal }) => api.get<Flow>(`/flows/${id}`, {}, signal),
    staleTime: Number.POSITIVE_INFINITY,
  })

export const billingOptions = () =>
  queryOptions({ queryKey: ['billing'], queryFn: ({ signal }) => api.get<Billing>('/billing', {}, signal) })

export const upcomingOptions = () =>
  queryOptions({
    queryKey: ['invoices', 'upcoming'],
    queryFn: ({ signal }) => api.get<Invoice | null>('/billing/invoices/upcoming', {}, signal),
    retry: false,
  })

export const invoiceOptions = (id: string) =>
  queryOptions({
    queryKey: ['invoices', id],
    queryFn: ({ signal }) => api.get<Invoice>(`/billing/invoices/${id}`, {}, signal),
  })

export const reportOptions = (query: Query) =>
  queryOptions({
    queryKey: ['report', query],
    queryFn: ({ signal }) => api.get<Report>('/reports/queue-intervals', query, signal),
  })

export const sellableNumbersOptions = (query: Query, root = '/numbers/available') =>
  queryOptions({
    queryKey: ['sellable', root, query],
    queryFn: async ({ signal }) =>
      rowsOf(await api.get<Page<AvailableNumber> | AvailableNumber[]>(root, query, signal)),
    staleTime: 60_000,
  })
