/** What the softphone needs from a voice library; vendor words stay behind this interface. */
import type { VoiceToken } from '../api/types'

export type VoiceFailure = 'microphone_denied' | 'microphone_missing' | 'signalling' | 'token' | 'unknown'

export type VoiceEvent =
  | { type: 'VOICE.REGISTERED' }
  | { type: 'VOICE.LOST' }
  | { type: 'VOICE.FAILED'; reason: VoiceFailure }
  | { type: 'LEG.LIVE' }
  | { type: 'LEG.RECONNECTING' }
  | { type: 'LEG.ENDED' }
  | { type: 'LEG.QUALITY'; weak: boolean }

export interface VoiceAdapter {
  /** Asks for the microphone and registers; the outcome arrives as an event. */
  prepare(): Promise<void>
  /** Dials this agent's leg into the conference of a handling. */
  connect(handlingId: string): Promise<void>
  hangUp(): void
  mute(on: boolean): void
  digits(keys: string): void
  release(): void
}

export type Listen = (event: VoiceEvent) => void
export type FetchToken = () => Promise<VoiceToken>
