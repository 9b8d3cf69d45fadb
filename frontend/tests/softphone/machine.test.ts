import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createActor } from 'xstate'
import { FakeVoiceAdapter } from '../../src/softphone/fake'
import {
  JOIN_LIMIT_MS,
  MAX_REJOINS,
  phoneMachine,
  REJOIN_MS,
  VOICE_RETRY_MS,
} from '../../src/softphone/machine'

/** A machine wired to the fake voice library, with the ringer noted down. */
function phone() {
  const rings: string[] = []
  const adapter = new FakeVoiceAdapter((event) => actor.send(event))
  const actor = createActor(
    phoneMachine.provide({
      actions: {
        prepareVoice: () => void adapter.prepare(),
        releaseVoice: () => adapter.release(),
        dialLeg: ({ context }) => void adapter.connect(context.handlingId ?? ''),
        endLeg: () => adapter.hangUp(),
        applyMute: ({ context }) => adapter.mute(context.muted),
        startRing: () => void rings.push('ring'),
        stopRing: () => void rings.push('quiet'),
      },
    }),
  )
  actor.start()
  const desk = (offerId: string | null, handlingId: string | null) =>
    actor.send({ type: 'DESK', facts: { offerId, handlingId } })
  return { actor, adapter, rings, desk, value: () => actor.getSnapshot().value }
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('a call from ring to wrap-up', () => {
  test('rings, joins with the handling, and lets go', () => {
    const { actor, adapter, rings, desk, value } = phone()
    actor.send({ type: 'PREPARE' })
    desk('offer', null)
    expect(rings).toEqual(['ring'])
    desk(null, 'h1')
    expect(rings).toEqual(['ring', 'quiet'])
    expect(value()).toEqual({ voice: 'ready', leg: { live: 'clear' }, ring: 'silent' })
    desk(null, null)
    expect(value()).toMatchObject({ leg: 'none' })
    expect(adapter.asked).toEqual(['prepare', 'connect h1', 'mute false', 'hangUp'])
  })

  test('waits for the device before it joins', () => {
    const { actor, adapter, desk, value } = phone()
    desk(null, 'h1')
    expect(value()).toMatchObject({ leg: 'waiting' })
    expect(adapter.asked).toEqual([])
    actor.send({ type: 'PREPARE' })
    expect(value()).toMatchObject({ leg: { live: 'clear' } })
  })

  test('mutes only a live leg and forgets it with the call', () => {
    const { actor, desk } = phone()
    actor.send({ type: 'MUTE', on: true })
    expect(actor.getSnapshot().context.muted).toBe(false)
    actor.send({ type: 'PREPARE' })
    desk(null, 'h1')
    actor.send({ type: 'MUTE', on: true })
    expect(actor.getSnapshot().context.muted).toBe(true)
    desk(null, null)
    expect(actor.getSnapshot().context.muted).toBe(false)
  })

  test('leaves one call for another', () => {
    const { actor, adapter, desk } = phone()
    actor.send({ type: 'PREPARE' })
    desk(null, 'h1')
    desk(null, 'h2')
    expect(adapter.asked.filter((line) => line !== 'mute false')).toEqual([
      'prepare',
      'connect h1',
      'hangUp',
      'connect h2',
    ])
  })
})

describe('a lost leg', () => {
  test('is dialled again with the same handling, muted as it was', () => {
    const { actor, adapter, desk, value } = phone()
    actor.send({ type: 'PREPARE' })
    desk(null, 'h1')
    actor.send({ type: 'MUTE', on: true })
    adapter.dropLeg()
    expect(value()).toMatchObject({ leg: 'dropped' })
    vi.advanceTimersByTime(REJOIN_MS)
    expect(value()).toMatchObject({ leg: { live: 'clear' } })
    expect(adapter.asked.slice(-2)).toEqual(['connect h1', 'mute true'])
  })

  test('is not dialled again when the call is over', () => {
    const { actor, adapter, desk, value } = phone()
    actor.send({ type: 'PREPARE' })
    desk(null, 'h1')
    adapter.dropLeg()
    desk(null, null)
    vi.advanceTimersByTime(REJOIN_MS * 4)
    expect(value()).toMatchObject({ leg: 'none' })
    expect(adapter.asked.filter((line) => line === 'connect h1')).toHaveLength(1)
  })

  test('is given up after some tries, until a person asks', () => {
    const { actor, adapter, desk, value } = phone()
    actor.send({ type: 'PREPARE' })
    desk(null, 'h1')
    for (let times = 0; times <= MAX_REJOINS; times += 1) {
      adapter.dropLeg()
      vi.advanceTimersByTime(REJOIN_MS)
    }
    expect(value()).toMatchObject({ leg: 'failed' })
    actor.send({ type: 'RETRY' })
    expect(value()).toMatchObject({ leg: { live: 'clear' } })
  })

  test('that never comes up counts as lost', () => {
    const { actor, adapter, desk, value } = phone()
    adapter.connect = async () => undefined
    actor.send({ type: 'PREPARE' })
    desk(null, 'h1')
    expect(value()).toMatchObject({ leg: 'joining' })
    vi.advanceTimersByTime(JOIN_LIMIT_MS)
    expect(value()).toMatchObject({ leg: 'dropped' })
  })

  test('waits for the device when both are lost', () => {
    const { actor, adapter, desk, value } = phone()
    actor.send({ type: 'PREPARE' })
    desk(null, 'h1')
    adapter.failure = 'signalling'
    adapter.loseSignalling()
    adapter.dropLeg()
    vi.advanceTimersByTime(REJOIN_MS)
    expect(value()).toMatchObject({ voice: 'lost', leg: 'waiting' })
    adapter.failure = null
    vi.advanceTimersByTime(VOICE_RETRY_MS)
    expect(value()).toMatchObject({ voice: 'ready', leg: { live: 'clear' } })
  })
})

describe('the device', () => {
  test('without a microphone waits for the person', () => {
    const { actor, adapter, value } = phone()
    adapter.failure = 'microphone_denied'
    actor.send({ type: 'PREPARE' })
    expect(value()).toMatchObject({ voice: 'blocked' })
    vi.advanceTimersByTime(VOICE_RETRY_MS * 3)
    expect(value()).toMatchObject({ voice: 'blocked' })
    adapter.failure = null
    actor.send({ type: 'RETRY' })
    expect(value()).toMatchObject({ voice: 'ready' })
    expect(actor.getSnapshot().context.failure).toBeNull()
  })

  test('without signalling tries again by itself', () => {
    const { actor, adapter, value } = phone()
    adapter.failure = 'signalling'
    actor.send({ type: 'PREPARE' })
    expect(value()).toMatchObject({ voice: 'lost' })
    adapter.failure = null
    vi.advanceTimersByTime(VOICE_RETRY_MS)
    expect(value()).toMatchObject({ voice: 'ready' })
  })

  test('is released when the agent goes home', () => {
    const { actor, adapter, value } = phone()
    actor.send({ type: 'PREPARE' })
    actor.send({ type: 'RELEASE' })
    expect(value()).toMatchObject({ voice: 'off' })
    expect(adapter.asked).toContain('release')
  })
})
