import { EventEmitter } from 'node:events'
import { beforeEach, expect, test, vi } from 'vitest'
import type { VoiceToken } from '../../src/api/types'
import type { VoiceEvent } from '../../src/softphone/adapter'
import { TwilioVoiceAdapter } from '../../src/softphone/twilio'

class SdkCall extends EventEmitter {
  disconnect = vi.fn(() => this.emit('disconnect'))
  status = () => 'open'
}

class SdkDevice extends EventEmitter {
  static made: SdkDevice[] = []
  state = 'unregistered'
  call = new SdkCall()
  destroy = vi.fn()
  connect = async () => this.call
  constructor() {
    super()
    SdkDevice.made.push(this)
  }
  async register() {
    this.state = 'registered'
    this.emit('registered')
  }
  /** What the SDK does when its signalling socket is gone. */
  lose() {
    this.state = 'unregistered'
    this.emit('unregistered')
  }
}

vi.mock('@twilio/voice-sdk', () => ({
  get Device() {
    return SdkDevice
  },
}))

const grant: VoiceToken = { token: 't', identity: 'i', signalling: '', insecure: false, ttl: 3600 }

async function registered(): Promise<{ adapter: TwilioVoiceAdapter; heard: VoiceEvent[] }> {
  const heard: VoiceEvent[] = []
  const adapter = new TwilioVoiceAdapter(
    (event) => void heard.push(event),
    async () => grant,
  )
  await adapter.prepare()
  return { adapter, heard }
}

function only(): SdkDevice {
  const [device] = SdkDevice.made
  if (!device || SdkDevice.made.length > 1) throw new Error('there is not exactly one device')
  return device
}

beforeEach(() => {
  SdkDevice.made.length = 0
  const media = { getUserMedia: async () => ({ getTracks: () => [] }) }
  Object.defineProperty(navigator, 'mediaDevices', { value: media, configurable: true })
})

test('a call that is on survives the loss of signalling', async () => {
  const { adapter, heard } = await registered()
  await adapter.connect('handling-1')
  const device = only()
  device.call.emit('accept')
  device.lose()
  await adapter.prepare()
  expect(device.destroy).not.toHaveBeenCalled()
  expect(only()).toBe(device)
  expect(heard.at(-1)).toEqual({ type: 'VOICE.FAILED', reason: 'signalling' })
  await device.register()
  expect(heard.at(-1)).toEqual({ type: 'VOICE.REGISTERED' })
  await adapter.prepare()
  expect(heard.at(-1)).toEqual({ type: 'VOICE.REGISTERED' })
})

test('without a call a device that lost signalling is replaced', async () => {
  const { adapter, heard } = await registered()
  await adapter.connect('handling-1')
  const device = only()
  device.call.emit('disconnect')
  device.lose()
  await adapter.prepare()
  expect(device.destroy).toHaveBeenCalled()
  expect(SdkDevice.made).toHaveLength(2)
  expect(heard.at(-1)).toEqual({ type: 'VOICE.REGISTERED' })
})
