/** What happy-dom lacks, and the English texts. */
import { cleanup } from '@testing-library/react'
import i18next from 'i18next'
import { afterEach, beforeAll } from 'vitest'
import { startLanguage } from '../src/i18n'

window.matchMedia = (query: string) =>
  ({
    matches: false,
    media: query,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
    addListener: () => undefined,
    removeListener: () => undefined,
    dispatchEvent: () => false,
    onchange: null,
  }) as MediaQueryList

Object.defineProperty(document, 'fonts', {
  value: {
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
    ready: Promise.resolve(),
  },
})

beforeAll(async () => {
  if (!i18next.isInitialized) await startLanguage('en')
})

afterEach(cleanup)
