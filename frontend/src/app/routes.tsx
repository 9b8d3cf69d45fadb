/** Every address of a company's console. */
import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router'
import { api } from '../api/client'
import { Problem } from '../api/problem'
import type { Me } from '../api/types'
import { setZone } from '../format/intl'
import { Shell } from '../pages/shell/Shell'
import { NotFound } from '../ui/NotFound'
import { LonePageFailure, PageFailure } from '../ui/PageFailure'
import { queries } from './Providers'

const root = createRootRoute({
  component: Outlet,
  notFoundComponent: NotFound,
  errorComponent: LonePageFailure,
})

async function loadMe(): Promise<Me> {
  const me = await queries.ensureQueryData({
    queryKey: ['me'],
    queryFn: () => api.get<Me>('/me'),
    staleTime: Number.POSITIVE_INFINITY,
  })
  setZone(me.tenant.timezone)
  return me
}

async function signedIn({ location }: { location: { href: string } }): Promise<void> {
  try {
    await loadMe()
  } catch (error) {
    if (
      error instanceof Problem &&
      (error.status === 401 || error.status === 403) &&
      error.code !== 'tenant_suspended'
    )
      throw redirect({ to: '/login', search: { next: location.href } })
    throw error
  }
}

const login = createRoute({
  getParentRoute: () => root,
  path: '/login',
  validateSearch: (search: Record<string, unknown>): { next?: string } =>
    typeof search.next === 'string' ? { next: search.next } : {},
  component: lazyRouteComponent(() => import('../pages/access/LoginPage'), 'LoginPage'),
})

const join = createRoute({
  getParentRoute: () => root,
  path: '/join',
  validateSearch: (search: Record<string, unknown>): { ticket?: string } =>
    typeof search.ticket === 'string' ? { ticket: search.ticket } : {},
  component: lazyRouteComponent(() => import('../pages/access/JoinPage'), 'JoinPage'),
})

const shell = createRoute({ getParentRoute: () => root, id: 'shell', beforeLoad: signedIn, component: Shell })
const under = { getParentRoute: () => shell } as const

const desk = createRoute({
  ...under,
  path: '/',
  component: lazyRouteComponent(() => import('../pages/desk/DeskPage'), 'DeskPage'),
})
const contacts = createRoute({
  ...under,
  path: '/contacts',
  component: lazyRouteComponent(() => import('../pages/contacts/ContactsPage'), 'ContactsPage'),
})
const contact = createRoute({
  ...under,
  path: '/contacts/$contactId',
  component: lazyRouteComponent(() => import('../pages/contacts/ContactPage'), 'ContactPage'),
})

export interface CallSearch {
  from?: string
  to?: string
  queue?: string
  contact?: string
}

const text = (value: unknown) =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : undefined

const calls = createRoute({
  ...under,
  path: '/calls',
  validateSearch: (search: Record<string, unknown>): CallSearch => ({
    from: text(search.from),
    to: text(search.to),
    queue: text(search.queue),
    contact: text(search.contact),
  }),
  component: lazyRouteComponent(() => import('../pages/calls/CallsPage'), 'CallsPage'),
})
const call = createRoute({
  ...under,
  path: '/calls/$callId',
  component: lazyRouteComponent(() => import('../pages/calls/CallPage'), 'CallPage'),
})
const voicemails = createRoute({
  ...under,
  path: '/voicemails',
  component: lazyRouteComponent(() => import('../pages/voicemails/VoicemailsPage'), 'VoicemailsPage'),
})
const flows = createRoute({
  ...under,
  path: '/flows',
  component: lazyRouteComponent(() => import('../pages/flows/FlowsPage'), 'FlowsPage'),
})
const flow = createRoute({
  ...under,
  path: '/flows/$flowId',
  component: lazyRouteComponent(() => import('../pages/flows/FlowPage'), 'FlowPage'),
})
const hours = createRoute({
  ...under,
  path: '/settings/hours',
  component: lazyRouteComponent(() => import('../pages/settings/HoursPage'), 'HoursPage'),
})
const queues = createRoute({
  ...under,
  path: '/settings/queues',
  component: lazyRouteComponent(() => import('../pages/settings/QueuesPage'), 'QueuesPage'),
})
const numbers = createRoute({
  ...under,
  path: '/settings/numbers',
  component: lazyRouteComponent(() => import('../pages/settings/NumbersPage'), 'NumbersPage'),
})
const reports = createRoute({
  ...under,
  path: '/reports',
  component: lazyRouteComponent(() => import('../pages/reports/ReportsPage'), 'ReportsPage'),
})
const billing = createRoute({
  ...under,
  path: '/billing',
  component: lazyRouteComponent(() => import('../pages/billing/BillingPage'), 'BillingPage'),
})
const team = createRoute({
  ...under,
  path: '/team',
  component: lazyRouteComponent(() => import('../pages/team/TeamPage'), 'TeamPage'),
})

/** Any other address: told inside the console, with the way to its pages beside it. */
const nowhere = createRoute({ ...under, path: '$', component: NotFound })

const tree = root.addChildren([
  login,
  join,
  shell.addChildren([
    desk,
    contacts,
    contact,
    calls,
    call,
    voicemails,
    flows,
    flow,
    hours,
    queues,
    numbers,
    reports,
    billing,
    team,
    nowhere,
  ]),
])

export const router = createRouter({
  routeTree: tree,
  defaultPreload: 'intent',
  defaultErrorComponent: PageFailure,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
