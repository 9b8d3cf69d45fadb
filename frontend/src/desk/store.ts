/** What the whole console knows about this agent's desk and its line to the server. */
import { create } from 'zustand'
import type { DeskSnapshot } from '../api/types'

export type Line = 'connecting' | 'open' | 'lost' | 'elsewhere' | 'signed_out'

interface DeskStore {
  desk: DeskSnapshot | null
  line: Line
  lostAt: number | null
  delayed: boolean
  setDesk(desk: DeskSnapshot): void
  setLine(line: Line): void
  setDelayed(delayed: boolean): void
}

export const useDeskStore = create<DeskStore>((set, get) => ({
  desk: null,
  line: 'connecting',
  lostAt: null,
  delayed: false,
  setDesk: (desk) => set({ desk }),
  setLine: (line) => set({ line, lostAt: line === 'lost' ? (get().lostAt ?? Date.now()) : null }),
  setDelayed: (delayed) => set({ delayed }),
}))

export const useDesk = <T>(pick: (desk: DeskSnapshot) => T): T | null =>
  useDeskStore((store) => (store.desk ? pick(store.desk) : null))
