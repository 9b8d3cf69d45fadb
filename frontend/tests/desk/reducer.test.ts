import { describe, expect, test } from 'vitest'
import type { DeskSnapshot } from '../../src/api/types'
import { DeskFeed } from '../../src/desk/feed'
import { apply, type DeskMessage, replay } from '../../src/desk/reducer'
import { message, snapshot } from './facts'

describe('apply', () => {
  test('replaces the named keys and the number', () => {
    const agent = { ...snapshot(4).agent, status: 'available' as const }
    const applied = apply(snapshot(4), message(5, { agent }))
    expect(applied).toEqual({ kind: 'applied', state: { ...snapshot(4), agent, seq: 5 } })
  })

  test('ignores what the snapshot already contains', () => {
    expect(apply(snapshot(4), message(4, { recent: [] })).kind).toBe('ignored')
  })

  test('asks for a snapshot when one is missing', () => {
    expect(apply(snapshot(4), message(6))).toEqual({ kind: 'gap' })
  })
})

describe('replay', () => {
  test('puts waiting messages in order', () => {
    const result = replay(snapshot(4), [message(6), message(5), message(3)])
    expect(result).toMatchObject({ kind: 'applied', state: { seq: 6 } })
  })
})

describe('the feed', () => {
  function feed(snapshots: DeskSnapshot[]) {
    const shown: number[] = []
    let fetched = 0
    const under = new DeskFeed({
      fetchDesk: async () => snapshots[fetched++] ?? snapshot(0),
      setDesk: (desk) => void shown.push(desk.seq),
      setLine: () => undefined,
      setDelayed: () => undefined,
      voiceReady: () => true,
      said: () => undefined,
    })
    const send = (one: DeskMessage) => under.receive(one)
    return { under, send, shown, fetched: () => fetched }
  }

  test('fetches again after a gap and goes on', async () => {
    const { under, send, shown, fetched } = feed([snapshot(1), snapshot(5)])
    await under.refetch()
    await send(message(2))
    await send(message(5))
    await send(message(6))
    expect(shown).toEqual([1, 2, 5, 6])
    expect(fetched()).toBe(2)
  })

  test('keeps messages that come while the snapshot is under way', async () => {
    const { under, send, shown } = feed([snapshot(1)])
    const fetching = under.refetch()
    await send(message(2))
    await fetching
    expect(shown).toEqual([2])
  })

  test('fetches again when the server has got further, and only then', async () => {
    const { under, shown, fetched } = feed([snapshot(3), snapshot(7)])
    await under.refetch()
    await under.reached(3)
    expect(fetched()).toBe(1)
    await under.reached(7)
    expect(shown).toEqual([3, 7])
  })

  test('a snapshot that could not be had is fetched when the server is heard again', async () => {
    let down = true
    const shown: number[] = []
    const under = new DeskFeed({
      fetchDesk: () => (down ? Promise.reject(new Error('down')) : Promise.resolve(snapshot(4))),
      setDesk: (desk) => void shown.push(desk.seq),
      setLine: () => undefined,
      setDelayed: () => undefined,
      voiceReady: () => true,
      said: () => undefined,
    })
    await expect(under.reached(0)).rejects.toThrow('down')
    down = false
    await under.reached(0)
    expect(shown).toEqual([4])
  })
})
