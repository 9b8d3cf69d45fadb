/** Snapshot plus socket: fetches the desk, applies messages, fetches again when one is missing. */
import WebSocket from 'partysocket/ws'
import type { DeskSnapshot } from '../api/types'
import { apply, type DeskMessage, replay } from './reducer'
import type { Line } from './store'

export interface FeedPorts {
  fetchDesk(): Promise<DeskSnapshot>
  setDesk(desk: DeskSnapshot): void
  setLine(line: Line): void
  voiceReady(): boolean
  /** The kind of each message, for what a person must be told besides the desk's new state. */
  said(type: string): void
}

const SIGN_IN_AGAIN = 4401
const REPLACED = 4409

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

export function openFeed(ports: FeedPorts, address: string): Connection {
  const feed = new DeskFeed(ports)
  const socket = new WebSocket(address, [], {
    minReconnectionDelay: 400,
    maxReconnectionDelay: 5000,
    connectionTimeout: 5000,
  })
  const pong = (t?: unknown) => {
    if (socket.readyState !== socket.OPEN) return
    socket.send(JSON.stringify({ type: 'pong', t: t ?? Date.now(), voice_ready: ports.voiceReady() }))
  }
  const caughtUp = () => feed.refetch().catch(() => undefined)
  socket.addEventListener('open', () => {
    ports.setLine('open')
    pong()
    void caughtUp()
  })
  socket.addEventListener('message', (event) => {
    const message = JSON.parse(String(event.data))
    if (message.type === 'ping') {
      pong(message.t)
      if (typeof message.seq === 'number') void feed.reached(message.seq).catch(() => undefined)
    } else if (typeof message.seq === 'number') {
      ports.said(message.type)
      void feed.receive(message).catch(() => undefined)
    }
  })
  socket.addEventListener('close', (event) => {
    if (event.code === SIGN_IN_AGAIN || event.code === REPLACED) {
      socket.close()
      ports.setLine(event.code === REPLACED ? 'elsewhere' : 'signed_out')
      return
    }
    ports.setLine('lost')
  })
  return { close: () => socket.close(), tell: () => pong() }
}
