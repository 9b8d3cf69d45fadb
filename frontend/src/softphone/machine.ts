/**
 * The softphone as three regions that run side by side: the registered device, the audio leg of the current
 * call, and the ringer. Pure: everything it does to the world is a named action given by the caller.
 */
import { assign, setup, stateIn } from 'xstate'
import type { VoiceEvent, VoiceFailure } from './adapter'

/** The part of the desk snapshot the softphone follows. */
export interface DeskFacts {
  offerId: string | null
  handlingId: string | null
}

export type PhoneEvent =
  | VoiceEvent
  | { type: 'PREPARE' }
  | { type: 'RELEASE' }
  | { type: 'RETRY' }
  | { type: 'MUTE'; on: boolean }
  | { type: 'DESK'; facts: DeskFacts }

export interface PhoneContext {
  failure: VoiceFailure | null
  handlingId: string | null
  muted: boolean
  weak: boolean
  rejoins: number
}

/** Rejoins without a person's doing; afterwards the page asks. */
export const MAX_REJOINS = 5
export const VOICE_RETRY_MS = 3000
export const REJOIN_MS = 1500
/** A leg that stayed up this long starts its count of rejoins anew. */
export const STEADY_MS = 10000
/** A leg that is not live by then is dialled anew. */
export const JOIN_LIMIT_MS = 12000

const nothing = () => undefined

export const phoneMachine = setup({
  types: { context: {} as PhoneContext, events: {} as PhoneEvent },
  actions: {
    prepareVoice: nothing,
    releaseVoice: nothing,
    dialLeg: nothing,
    endLeg: nothing,
    applyMute: nothing,
    startRing: nothing,
    stopRing: nothing,
    rememberFailure: assign({
      failure: ({ event }) => (event.type === 'VOICE.FAILED' ? event.reason : null),
    }),
    forgetFailure: assign({ failure: null }),
    takeHandling: assign({
      handlingId: ({ event }) => (event.type === 'DESK' ? event.facts.handlingId : null),
      rejoins: 0,
      muted: false,
      weak: false,
    }),
    dropHandling: assign({ handlingId: null, rejoins: 0, muted: false, weak: false }),
    setMuted: assign({ muted: ({ event, context }) => (event.type === 'MUTE' ? event.on : context.muted) }),
    setQuality: assign({
      weak: ({ event, context }) => (event.type === 'LEG.QUALITY' ? event.weak : context.weak),
    }),
    countRejoin: assign({ rejoins: ({ context }) => context.rejoins + 1 }),
    resetRejoins: assign({ rejoins: 0 }),
  },
  guards: {
    firstCall: ({ event, context }) =>
      event.type === 'DESK' && event.facts.handlingId !== null && context.handlingId === null,
    otherCall: ({ event, context }) =>
      event.type === 'DESK' &&
      event.facts.handlingId !== null &&
      event.facts.handlingId !== context.handlingId,
    callGone: ({ event, context }) =>
      event.type === 'DESK' && event.facts.handlingId === null && context.handlingId !== null,
    hasOffer: ({ event }) => event.type === 'DESK' && event.facts.offerId !== null,
    offerGone: ({ event }) => event.type === 'DESK' && event.facts.offerId === null,
    mayRejoin: ({ context }) => context.rejoins < MAX_REJOINS,
    microphone: ({ event }) => event.type === 'VOICE.FAILED' && event.reason.startsWith('microphone'),
  },
}).createMachine({
  id: 'phone',
  type: 'parallel',
  context: { failure: null, handlingId: null, muted: false, weak: false, rejoins: 0 },
  states: {
    voice: {
      initial: 'off',
      states: {
        off: { on: { PREPARE: 'preparing' } },
        preparing: {
          entry: 'prepareVoice',
          on: {
            'VOICE.REGISTERED': { target: 'ready', actions: 'forgetFailure' },
            'VOICE.FAILED': [
              { guard: 'microphone', target: 'blocked', actions: 'rememberFailure' },
              { target: 'lost', actions: 'rememberFailure' },
            ],
            'VOICE.LOST': 'lost',
            RELEASE: { target: 'off', actions: 'releaseVoice' },
          },
        },
        ready: {
          on: {
            'VOICE.LOST': 'lost',
            'VOICE.FAILED': { target: 'lost', actions: 'rememberFailure' },
            RELEASE: { target: 'off', actions: 'releaseVoice' },
          },
        },
        lost: {
          after: { [VOICE_RETRY_MS]: 'preparing' },
          on: {
            'VOICE.REGISTERED': { target: 'ready', actions: 'forgetFailure' },
            'VOICE.FAILED': { actions: 'rememberFailure' },
            RETRY: 'preparing',
            RELEASE: { target: 'off', actions: 'releaseVoice' },
          },
        },
        blocked: {
          on: {
            RETRY: 'preparing',
            PREPARE: 'preparing',
            RELEASE: { target: 'off', actions: 'releaseVoice' },
          },
        },
      },
    },
    leg: {
      initial: 'none',
      on: {
        DESK: [
          { guard: 'firstCall', target: '.waiting', actions: 'takeHandling' },
          { guard: 'otherCall', target: '.waiting', actions: ['endLeg', 'takeHandling'] },
          { guard: 'callGone', target: '.none', actions: ['endLeg', 'dropHandling'] },
        ],
      },
      states: {
        none: {},
        waiting: {
          always: { guard: stateIn({ voice: 'ready' }), target: 'joining' },
        },
        joining: {
          entry: 'dialLeg',
          after: { [JOIN_LIMIT_MS]: { target: 'dropped', actions: 'endLeg' } },
          on: { 'LEG.LIVE': 'live', 'LEG.ENDED': 'dropped' },
        },
        live: {
          entry: 'applyMute',
          initial: 'clear',
          on: {
            'LEG.ENDED': 'dropped',
            'LEG.QUALITY': { actions: 'setQuality' },
            MUTE: { actions: ['setMuted', 'applyMute'] },
          },
          states: {
            clear: {
              on: { 'LEG.RECONNECTING': 'reconnecting' },
              after: { [STEADY_MS]: { actions: 'resetRejoins' } },
            },
            reconnecting: { on: { 'LEG.LIVE': 'clear' } },
          },
        },
        dropped: {
          after: {
            [REJOIN_MS]: [
              { guard: 'mayRejoin', target: 'waiting', actions: 'countRejoin' },
              { target: 'failed' },
            ],
          },
        },
        failed: { on: { RETRY: { target: 'waiting', actions: 'resetRejoins' } } },
      },
    },
    ring: {
      initial: 'silent',
      states: {
        silent: { on: { DESK: { guard: 'hasOffer', target: 'ringing' } } },
        ringing: {
          entry: 'startRing',
          exit: 'stopRing',
          on: { DESK: { guard: 'offerGone', target: 'silent' } },
        },
      },
    },
  },
})
