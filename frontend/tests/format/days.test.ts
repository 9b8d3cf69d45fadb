import { describe, expect, test } from 'vitest'
import { startOfDay, startOfNextDay } from '../../src/format/days'
import { clockText } from '../../src/format/duration'
import { money } from '../../src/format/intl'
import { phoneText } from '../../src/format/phone'

describe('days', () => {
  test('begin at midnight of the zone', () => {
    expect(startOfDay('2026-01-15', 'America/New_York')).toBe('2026-01-15T05:00:00.000Z')
    expect(startOfDay('2026-07-15', 'America/New_York')).toBe('2026-07-15T04:00:00.000Z')
    expect(startOfDay('2026-07-15', 'Asia/Shanghai')).toBe('2026-07-14T16:00:00.000Z')
  })

  test('have 23 hours when the clocks go forward', () => {
    const start = Date.parse(startOfDay('2026-03-08', 'America/New_York'))
    const end = Date.parse(startOfNextDay('2026-03-08', 'America/New_York'))
    expect((end - start) / 3_600_000).toBe(23)
  })
})

test('timers', () => {
  expect(clockText(0)).toBe('0:00')
  expect(clockText(187)).toBe('3:07')
  expect(clockText(3729)).toBe('1:02:09')
})

test('money is minor units, also where there are none', () => {
  expect(money(2500, 'usd')).toBe('$25.00')
  expect(money(2500, 'jpy')).toBe('¥2,500')
})

test('numbers are grouped to be read back', () => {
  expect(phoneText('+14155550142')).toBe('+1 415 555 0142')
  expect(phoneText('+8613800138000')).toBe('+86 138 0013 8000')
  expect(phoneText('+4930123456')).toBe('+4930123456')
})
