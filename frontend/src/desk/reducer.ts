/** The desk as a pure function of a snapshot and numbered messages: state = {...state, ...set, seq}. */
import type { DeskSnapshot } from '../api/types'

export interface DeskMessage {
  v: number
  seq: number
  type: string
  set: Partial<DeskSnapshot>
}

export type Applied =
  | { kind: 'applied'; state: DeskSnapshot }
  | { kind: 'ignored'; state: DeskSnapshot }
  | { kind: 'gap' }

/** Messages already contained in the snapshot are ignored; a missing one asks for a new snapshot. */
export function apply(state: DeskSnapshot, message: DeskMessage): Applied {
  if (message.seq <= state.seq) return { kind: 'ignored', state }
  if (message.seq !== state.seq + 1) return { kind: 'gap' }
  return { kind: 'applied', state: { ...state, ...message.set, seq: message.seq } }
}

/** Messages that came while the snapshot was under way, in order of their numbers. */
export function replay(state: DeskSnapshot, pending: DeskMessage[]): Applied {
  let current = state
  for (const message of [...pending].sort((a, b) => a.seq - b.seq)) {
    const applied = apply(current, message)
    if (applied.kind === 'gap') return applied
    current = applied.state
  }
  return { kind: 'applied', state: current }
}
