/** Snapshot plus socket: fetches the desk, applies messages, fetches again when one is missing. */
import WebSocket from 'partysocket/ws'
import type { DeskSnapshot } from '../api/types'
import { apply, type DeskMessage, replay } from './reducer'
import type { Line } from './store'

export interface FeedPorts {
  fetchDesk(): Promise<DeskSnapshot>
  setDesk(desk: DeskSnapshot): void
  setLine(line: Line): void
  /** Whether the server's messages are held up; its pings still tell where the desk stands. */
  setDelayed(delayed: boolean): void
  voiceReady(): boolean
  /** The kind of each message, for what a person must be told besides the desk's new state. */
  said(type: string): void
}

/** Close codes after which trying again would be wrong: sign in again, no desk here, replaced by another tab. */
const FINAL: Record<number, Line> = { 4401: 'signed_out', 4403: 'signed_out', 4409: 'elsewhere' }

/** Pure of the network, so that gaps and late snapshots can be tested. */
export class DeskFeed {
  private desk: DeskSnapshot | null = null
  private pending: DeskMessage[] = []
  private fetching = false

  constructor(private readonly ports: FeedPorts) {}

  private show(desk: DeskSnapshot): void {
    this.desk = desk
    this.ports.setDesk(desk)
  }

  async refetch(): Promise<void> {
    if (this.fetching) return
    this.fetching = true
    try {
      const snapshot = await this.ports.fetchDesk()
      const result = replay(snapshot, this.pending)
      this.pending = []
      this.show(result.kind === 'gap' ? snapshot : result.state)
    } finally {
      this.fetching = false
    }
  }

  /** The server says how far the desk has got: a page that is behind has lost a message. */
  async reached(seq: number): Promise<void> {
    if (!this.desk || seq > this.desk.seq) await this.refetch()
  }

  async receive(message: DeskMessage): Promise<void> {
    if (this.fetching || !this.desk) {
      this.pending.push(message)
      if (!this.fetching) await this.refetch()
      return
    }
    const result = apply(this.desk, message)
    if (result.kind === 'applied') this.show(result.state)
    if (result.kind === 'gap') await this.refetch()
  }
}

export interface Connection {
  close(): void
  /** Answers the server's question at once when the device's readiness changed. */
  tell(): void
}

type Socket = Pick<WebSocket, 'addEventListener' | 'send' | 'close' | 'readyState' | 'OPEN'>

/** Comes back by itself after a loss, sooner at first and then every five seconds. */
function reconnecting(address: string): Socket {
  return new WebSocket(address, [], {
    minReconnectionDelay: 400,
    maxReconnectionDelay: 5000,
    connectionTimeout: 5000,
  })
}

export function openFeed(ports: FeedPorts, address: string, open = reconnecting): Connection {
  const feed = new DeskFeed(ports)
  const socket = open(address)
  let closed = false
  const pong = (t?: unknown) => {
    if (socket.readyState !== socket.OPEN) return
    socket.send(JSON.stringify({ type: 'pong', t: t ?? Date.now(), voice_ready: ports.voiceReady() }))
  }
  // Closing tells the listeners too; from then on somebody else may have set the line already.
  const end = () => {
    closed = true
    socket.close()
  }
  socket.addEventListener('open', () => {
    if (closed) return
    ports.setLine('open')
    pong()
    void feed.refetch().catch(() => undefined)
  })
  socket.addEventListener('message', (event) => {
    const message = JSON.parse(String(event.data))
    if (message.type === 'ping') {
      pong(message.t)
      ports.setDelayed(message.delayed === true)
      if (typeof message.seq === 'number') void feed.reached(message.seq).catch(() => undefined)
    } else if (typeof message.seq === 'number') {
      ports.said(message.type)
      void feed.receive(message).catch(() => undefined)
    }
  })
  socket.addEventListener('close', (event) => {
    if (closed) return
    const last = FINAL[event.code]
    if (last) end()
    ports.setLine(last ?? 'lost')
  })
  return { close: end, tell: () => pong() }
}
