import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  RouterProvider,
} from '@tanstack/react-router'
import { PublicFrame } from '../pages/public/PublicFrame'
import { NotFound } from '../ui/NotFound'
import { LonePageFailure, PageFailure } from '../ui/PageFailure'
import { Providers } from './Providers'

const root = createRootRoute({
  component: PublicFrame,
  notFoundComponent: NotFound,
  errorComponent: LonePageFailure,
})

const tree = root.addChildren([
  createRoute({
    getParentRoute: () => root,
    path: '/',
    component: lazyRouteComponent(() => import('../pages/public/Landing'), 'Landing'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/signup',
    component: lazyRouteComponent(() => import('../pages/signup/SignupPage'), 'SignupPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/signin',
    component: lazyRouteComponent(() => import('../pages/public/FindCompany'), 'FindCompany'),
  }),
])

const router = createRouter({ routeTree: tree, defaultPreload: 'intent', defaultErrorComponent: PageFailure })

export default function PublicApp() {
  return (
    <Providers>
      <RouterProvider router={router as never} />
    </Providers>
  )
}
