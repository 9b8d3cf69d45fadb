/** VoiceAdapter on @twilio/voice-sdk, which is loaded only when an agent becomes available. */
import type { Call, Device } from '@twilio/voice-sdk'
import type { VoiceToken } from '../api/types'
import type { FetchToken, Listen, VoiceAdapter, VoiceFailure } from './adapter'
import { allowPlainSignalling } from './plain-socket'
import { SilentSound } from './silent-sound'

const microphoneErrors: Record<string, VoiceFailure> = {
  NotAllowedError: 'microphone_denied',
  SecurityError: 'microphone_denied',
  NotFoundError: 'microphone_missing',
  OverconstrainedError: 'microphone_missing',
}

function deviceOptions(grant: VoiceToken): object {
  return {
    ...(grant.signalling ? { chunderw: grant.signalling } : {}),
    publishEvents: false,
    disableAudioContextSounds: true,
    Sound: SilentSound,
    logLevel: 'error',
    closeProtection: false,
    tokenRefreshMs: 60_000,
  }
}

let plainHost = ''

async function loadSdk(grant: VoiceToken): Promise<typeof import('@twilio/voice-sdk')> {
  if (grant.insecure && grant.signalling && plainHost !== grant.signalling) {
    allowPlainSignalling(grant.signalling)
    plainHost = grant.signalling
  }
  return import('@twilio/voice-sdk')
}

export class TwilioVoiceAdapter implements VoiceAdapter {
  private device: Device | null = null
  private call: Call | null = null
  private preparing: Promise<void> | null = null

  constructor(
    private readonly listen: Listen,
    private readonly fetchToken: FetchToken,
  ) {}

  prepare(): Promise<void> {
    this.preparing ??= this.register().finally(() => {
      this.preparing = null
    })
    return this.preparing
  }

  private async register(): Promise<void> {
    if (this.device && this.call) {
      this.keep(this.device)
      return
    }
    try {
      const stream = await navigator.mediaDevices.getUserMedia({ audio: true })
      for (const track of stream.getTracks()) track.stop()
    } catch (error) {
      const name = error instanceof DOMException ? error.name : ''
      this.listen({ type: 'VOICE.FAILED', reason: microphoneErrors[name] ?? 'microphone_denied' })
      return
    }
    await this.openDevice().catch(() => this.listen({ type: 'VOICE.FAILED', reason: 'signalling' }))
  }

  /** A new device would end the call that is on; the library registers the old one again by itself. */
  private keep(device: Device): void {
    const registered = device.state === 'registered'
    this.listen(registered ? { type: 'VOICE.REGISTERED' } : { type: 'VOICE.FAILED', reason: 'signalling' })
  }

  private async openDevice(): Promise<void> {
    let grant: VoiceToken
    try {
      grant = await this.fetchToken()
    } catch {
      this.listen({ type: 'VOICE.FAILED', reason: 'token' })
      return
    }
    const sdk = await loadSdk(grant)
    this.release()
    const device = new sdk.Device(grant.token, deviceOptions(grant))
    this.device = device
    this.follow(device)
    await device.register()
  }

  private follow(device: Device): void {
    device.on('registered', () => this.listen({ type: 'VOICE.REGISTERED' }))
    device.on('unregistered', () => this.device === device && this.listen({ type: 'VOICE.LOST' }))
    device.on(
      'error',
      () => this.device === device && this.listen({ type: 'VOICE.FAILED', reason: 'signalling' }),
    )
    device.on('tokenWillExpire', () => void this.refresh(device))
  }

  /** A token is replaced between calls only: doing it in a call is known to drop about a second of audio. */
  private async refresh(device: Device): Promise<void> {
    if (this.call) {
      this.call.once('disconnect', () => void this.refresh(device))
      return
    }
    const grant = await this.fetchToken().catch(() => null)
    if (grant && this.device === device) device.updateToken(grant.token)
  }

  async connect(handlingId: string): Promise<void> {
    if (!this.device) {
      this.listen({ type: 'LEG.ENDED' })
      return
    }
    try {
      const call = await this.device.connect({ params: { handling: handlingId } })
      this.call = call
      this.followCall(call)
    } catch {
      this.listen({ type: 'LEG.ENDED' })
    }
  }

  private followCall(call: Call): void {
    const ended = () => {
      if (this.call !== call) return
      this.call = null
      this.listen({ type: 'LEG.ENDED' })
    }
    call.on('accept', () => this.listen({ type: 'LEG.LIVE' }))
    call.on('reconnecting', () => this.listen({ type: 'LEG.RECONNECTING' }))
    call.on('reconnected', () => this.listen({ type: 'LEG.LIVE' }))
    call.on('warning', () => this.listen({ type: 'LEG.QUALITY', weak: true }))
    call.on('warning-cleared', () => this.listen({ type: 'LEG.QUALITY', weak: false }))
    call.on('disconnect', ended)
    call.on('cancel', ended)
    call.on('reject', ended)
    call.on('error', () => call.status() === 'closed' && ended())
  }

  hangUp(): void {
    const call = this.call
    this.call = null
    call?.disconnect()
  }

  mute(on: boolean): void {
    this.call?.mute(on)
  }

  digits(keys: string): void {
    this.call?.sendDigits(keys)
  }

  release(): void {
    const device = this.device
    this.device = null
    this.call = null
    device?.destroy()
  }
}
