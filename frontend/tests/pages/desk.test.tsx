/** An agent takes a call, holds it, ends it and writes it up: by keyboard only, in both languages. */
import { act, fireEvent, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { keptNote } from '../../src/desk/notes'
import { useDeskStore } from '../../src/desk/store'
import { speak } from '../../src/i18n'
import { PhoneBar } from '../../src/pages/desk/PhoneBar'
import { offer, snapshot, wrapup } from '../desk/facts'
import { type Played, play, show } from './stage'

let server: Played
beforeEach(() => {
  server = play()
})
afterEach(async () => {
  server.stop()
  window.localStorage.clear()
  await speak('en')
})

const desk = (parts: Parameters<typeof snapshot>[1]) =>
  act(() => useDeskStore.setState({ desk: snapshot(1, parts), line: 'open' }))
const press = (code: string) => act(() => void fireEvent.keyDown(document.body, { code }))

const call = {
  id: 'call-1',
  handling_id: 'handling-1',
  state: 'talking' as const,
  caller: offer.caller,
  queue: offer.queue,
  number: '+12125550100',
  accepted_at: '2026-03-02T15:00:40Z',
  connected_at: '2026-03-02T15:00:41Z',
  held_since: null,
}

describe.each(['en', 'zh-hans'] as const)('in %s', (locale) => {
  test('the whole call passes by keyboard', async () => {
    await speak(locale)
    const { voice } = show(<PhoneBar />)
    desk({ agent: { ...snapshot(1).agent, status: 'ringing' }, offer })
    expect((await screen.findByTestId('announcer')).textContent).toContain('Grace Chen')
    press('KeyA')
    await waitFor(() => expect(server.asked).toContain('POST /desk/offers/offer-1/accept'))
    desk({ agent: { ...snapshot(1).agent, status: 'talking' }, call })
    await waitFor(() => expect(voice().asked).toContain('connect handling-1'))
    press('KeyM')
    await waitFor(() => expect(voice().asked).toContain('mute true'))
    press('KeyH')
    await waitFor(() => expect(server.asked).toContain('POST /desk/calls/call-1/hold'))
    press('KeyE')
    await waitFor(() => expect(server.asked).toContain('POST /desk/calls/call-1/hangup'))
    desk({ agent: { ...snapshot(1).agent, status: 'wrap_up' }, wrapup })
    press('Digit2')
    expect((await screen.findByTestId('wrapup-disposition-2')).getAttribute('aria-pressed')).toBe('true')
    act(() => screen.getByTestId('wrapup-finish').click())
    await waitFor(() =>
      expect(server.asked).toContain(
        'POST /desk/handlings/handling-1/wrap-up {"disposition":"question","note":""}',
      ),
    )
  })
})

describe('wrap-up', () => {
  test('keeps the note in the browser until the server has it', async () => {
    const { again } = show(<PhoneBar />)
    desk({ wrapup })
    const note = await screen.findByTestId('wrapup-note')
    fireEvent.change(note, { target: { value: 'Wants a refund' } })
    expect(keptNote('handling-1')).toBe('Wants a refund')
    again()
    desk({ wrapup })
    expect((await screen.findByTestId<HTMLTextAreaElement>('wrapup-note')).value).toBe('Wants a refund')
  })

  test('asks for the reason before it sends', async () => {
    show(<PhoneBar />)
    desk({ wrapup })
    act(() => screen.getByTestId('wrapup-finish').click())
    expect(await screen.findByText('Choose what the call was about first.')).toBeTruthy()
    expect(server.asked.filter((line) => line.includes('wrap-up'))).toEqual([])
  })
})

describe('keys', () => {
  test('do nothing while a person types', async () => {
    show(<PhoneBar />)
    desk({ offer })
    const field = document.body.appendChild(document.createElement('input'))
    fireEvent.keyDown(field, { code: 'KeyA' })
    fireEvent.keyDown(document.body, { code: 'KeyA', isComposing: true })
    fireEvent.keyDown(document.body, { code: 'KeyA', ctrlKey: true })
    expect(server.asked.filter((line) => line.includes('accept'))).toEqual([])
    field.remove()
  })
})
