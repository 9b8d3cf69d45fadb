import { afterEach, expect, test } from 'vitest'
import { allowPlainSignalling } from '../../src/softphone/plain-socket'

const Native = globalThis.WebSocket

class Recorder {
  static opened: string[] = []
  constructor(url: string | URL) {
    Recorder.opened.push(String(url))
  }
}

afterEach(() => {
  globalThis.WebSocket = Native
  Recorder.opened = []
})

test('only the named host is opened without encryption', () => {
  globalThis.WebSocket = Recorder as unknown as typeof WebSocket
  allowPlainSignalling('localhost:8010')
  new WebSocket('wss://localhost:8010/signal')
  new WebSocket('wss://voice-js.roaming.twilio.com/signal')
  new WebSocket('wss://localhost:80100/signal')
  expect(Recorder.opened).toEqual([
    'ws://localhost:8010/signal',
    'wss://voice-js.roaming.twilio.com/signal',
    'wss://localhost:80100/signal',
  ])
})
