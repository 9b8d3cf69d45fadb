/** A page on a stage: texts, theme, router, a fake voice library and a server that says yes. */
import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import {
  createMemoryHistory,
  createRootRoute,
  createRouter,
  RouterContextProvider,
} from '@tanstack/react-router'
import { render } from '@testing-library/react'
import type { ReactNode } from 'react'
import { queries } from '../../src/app/Providers'
import { theme } from '../../src/app/theme'
import { useDeskStore } from '../../src/desk/store'
import { FakeVoiceAdapter } from '../../src/softphone/fake'
import { PhoneProvider } from '../../src/softphone/PhoneProvider'

export interface Played {
  asked: string[]
  stop(): void
}

/** Answers every request with an empty success and remembers it. */
export function play(): Played {
  const asked: string[] = []
  const real = globalThis.fetch
  globalThis.fetch = (async (url: string, options: RequestInit = {}) => {
    const body = options.body && options.body !== '{}' ? ` ${String(options.body)}` : ''
    asked.push(`${options.method ?? 'GET'} ${String(url).replace('/api/v1', '')}${body}`)
    return new Response('{}', { status: 200 })
  }) as typeof fetch
  return {
    asked,
    stop: () => {
      globalThis.fetch = real
    },
  }
}

export function show(page: ReactNode) {
  let adapter: FakeVoiceAdapter | null = null
  queries.clear()
  useDeskStore.setState({ desk: null, line: 'open' })
  const router = createRouter({
    routeTree: createRootRoute(),
    history: createMemoryHistory({ initialEntries: ['/'] }),
  })
  const stage = () => (
    <MantineProvider theme={theme} env="test">
      <QueryClientProvider client={queries}>
        <RouterContextProvider router={router as never}>
          <PhoneProvider
            leading
            onVoiceReady={() => undefined}
            makeAdapter={(listen) => {
              adapter = new FakeVoiceAdapter(listen)
              return adapter
            }}
          >
            {page}
          </PhoneProvider>
        </RouterContextProvider>
      </QueryClientProvider>
    </MantineProvider>
  )
  let shown = render(stage())
  return {
    voice: () => adapter as unknown as FakeVoiceAdapter,
    /** The person reloads the page. */
    again: () => {
      shown.unmount()
      useDeskStore.setState({ desk: null })
      shown = render(stage())
    },
  }
}
