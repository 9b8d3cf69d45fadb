/** Small desks for tests. */
import type { DeskSnapshot, Offer, WrapUp } from '../../src/api/types'
import type { DeskMessage } from '../../src/desk/reducer'

const caller = { number: '+14155550142', name: 'Grace Chen', contact_id: null, is_new: false }

export function snapshot(seq: number, parts: Partial<DeskSnapshot> = {}): DeskSnapshot {
  return {
    seq,
    agent: { id: 1, name: 'Ada', status: 'offline', status_since: '2026-03-02T15:00:00Z' },
    offer: null,
    call: null,
    wrapup: null,
    queues: [],
    dispositions: [
      { code: 'sale', label_en: 'Sale', label_zh: '成交' },
      { code: 'question', label_en: 'Question', label_zh: '咨询' },
    ],
    recent: [],
    ...parts,
  }
}

export function message(seq: number, set: Partial<DeskSnapshot> = {}): DeskMessage {
  return { v: 1, seq, type: 'status.changed', set }
}

export const offer: Offer = {
  id: 'offer-1',
  call_id: 'call-1',
  queue: { id: 2, name: 'Support' },
  caller,
  queued_at: '2026-03-02T15:00:00Z',
  offered_at: '2026-03-02T15:00:30Z',
  expires_at: '2026-03-02T15:00:50Z',
  path: [{ label: 'Support', digits: '2' }],
}

export const wrapup: WrapUp = {
  handling_id: 'handling-1',
  call_id: 'call-1',
  caller,
  queue: { id: 2, name: 'Support' },
  ended_at: '2026-03-02T15:05:00Z',
  due_at: '2026-03-02T15:07:00Z',
}
