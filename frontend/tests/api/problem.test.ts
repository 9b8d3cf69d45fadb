import { afterEach, describe, expect, test } from 'vitest'
import { fieldErrors, Problem, problemFrom, sentence } from '../../src/api/problem'
import { speak } from '../../src/i18n'

afterEach(() => speak('en'))

describe('problems', () => {
  test('are told in the language of the reader', async () => {
    const problem = problemFrom(409, { code: 'offer_taken', detail: 'server words', request_id: 'r1' })
    expect(sentence(problem)).toContain('no longer waiting')
    await speak('zh-hans')
    expect(sentence(problem)).toContain('来电')
    expect(problem.requestId).toBe('r1')
  })

  test('of an unknown code keep the words of the server', () => {
    expect(sentence(problemFrom(409, { code: 'brand_new', detail: 'Do this instead.' }))).toBe(
      'Do this instead.',
    )
  })

  test('without any words say what to do', () => {
    expect(sentence(problemFrom(500, null))).toContain('our side')
    expect(sentence(new Problem(0, 'offline', ''))).toContain('connection')
  })

  test('stand at their fields', () => {
    const problem = problemFrom(400, {
      code: 'invalid',
      errors: [
        { pointer: '/email', code: 'email_taken', detail: '' },
        { pointer: '#/numbers/0', code: 'invalid', detail: 'Not a number.' },
      ],
    })
    expect(fieldErrors(problem)).toMatchObject({ 'numbers.0': 'Not a number.' })
    expect(fieldErrors(problem).email).toContain('has an account')
  })

  test('of the sign-in have the shape of allauth', () => {
    const problem = problemFrom(400, {
      status: 400,
      errors: [{ message: 'wrong', code: 'email_password_mismatch', param: 'password' }],
    })
    expect(sentence(problem)).toBe('E-mail or password is wrong.')
  })
})
