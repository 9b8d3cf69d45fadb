import { RouterProvider } from '@tanstack/react-router'
import { Providers } from './Providers'
import { router } from './routes'

export default function ConsoleApp() {
  return (
    <Providers>
      <RouterProvider router={router} />
    </Providers>
  )
}
