/** A voice library for tests: does what it is told and remembers what it was asked. */
import type { Listen, VoiceAdapter, VoiceFailure } from './adapter'

export class FakeVoiceAdapter implements VoiceAdapter {
  readonly asked: string[] = []
  failure: VoiceFailure | null = null
  private live = false

  constructor(private readonly listen: Listen) {}

  async prepare(): Promise<void> {
    this.asked.push('prepare')
    if (this.failure) this.listen({ type: 'VOICE.FAILED', reason: this.failure })
    else this.listen({ type: 'VOICE.REGISTERED' })
  }

  async connect(handlingId: string): Promise<void> {
    this.asked.push(`connect ${handlingId}`)
    this.live = true
    this.listen({ type: 'LEG.LIVE' })
  }

  hangUp(): void {
    this.asked.push('hangUp')
    if (!this.live) return
    this.live = false
    this.listen({ type: 'LEG.ENDED' })
  }

  mute(on: boolean): void {
    this.asked.push(`mute ${on}`)
  }

  digits(keys: string): void {
    this.asked.push(`digits ${keys}`)
  }

  release(): void {
    this.asked.push('release')
  }

  /** The network takes the leg away without anybody hanging up. */
  dropLeg(): void {
    this.live = false
    this.listen({ type: 'LEG.ENDED' })
  }

  loseSignalling(): void {
    this.listen({ type: 'VOICE.LOST' })
  }
}
