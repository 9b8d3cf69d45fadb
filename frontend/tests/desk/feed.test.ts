import { expect, test } from 'vitest'
import { openFeed } from '../../src/desk/feed'
import { snapshot } from './facts'

/** A socket in the hands of the test. */
class Wire extends EventTarget {
  readonly OPEN = 1
  readyState = 1
  sent: unknown[] = []
  send(text: string): void {
    this.sent.push(JSON.parse(text))
  }
  close(): void {
    this.lose(1000)
  }
  lose(code: number): void {
    this.dispatchEvent(Object.assign(new Event('close'), { code }))
  }
  tell(body: unknown): void {
    this.dispatchEvent(Object.assign(new Event('message'), { data: JSON.stringify(body) }))
  }
}

function open() {
  const lines: string[] = []
  const delays: boolean[] = []
  const wire = new Wire()
  const feed = openFeed(
    {
      fetchDesk: async () => snapshot(1),
      setDesk: () => undefined,
      setLine: (line) => void lines.push(line),
      setDelayed: (delayed) => void delays.push(delayed),
      voiceReady: () => true,
      said: () => undefined,
    },
    'ws://desk',
    () => wire as never,
  )
  return { wire, lines, delays, feed }
}

test('a question is answered with the readiness of the phone', () => {
  const { wire } = open()
  wire.tell({ type: 'ping', t: 'now' })
  expect(wire.sent).toEqual([{ type: 'pong', t: 'now', voice_ready: true }])
})

test('a loss is told, and healed by the socket itself', () => {
  const { wire, lines } = open()
  wire.lose(1006)
  wire.dispatchEvent(new Event('open'))
  expect(lines).toEqual(['lost', 'open'])
})

test.each([
  [4409, 'elsewhere'],
  [4401, 'signed_out'],
])('code %i is final', (code, line) => {
  const { wire, lines } = open()
  wire.lose(code)
  wire.lose(1006)
  expect(lines).toEqual([line])
})

test('a tab that gave the desk away does not speak of a loss', () => {
  const { feed, lines } = open()
  feed.close()
  expect(lines).toEqual([])
})

test('the server says when its messages are held up, and when they flow again', () => {
  const { wire, delays } = open()
  wire.tell({ type: 'ping', t: 'now', seq: 1, delayed: true })
  wire.tell({ type: 'ping', t: 'now', seq: 1, delayed: false })
  wire.tell({ type: 'ping', t: 'now' })
  expect(delays).toEqual([true, false, false])
})
