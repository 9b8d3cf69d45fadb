/** RFC 9457 problems from the API, and allauth's own error shape, as one error class. */
import i18next from 'i18next'

export interface FieldProblem {
  field: string
  code: string
  detail: string
}

export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly detail: string,
    readonly fields: FieldProblem[] = [],
    readonly requestId = '',
    readonly body: Record<string, unknown> = {},
  ) {
    super(detail || code)
    this.name = 'Problem'
  }
}

function fieldName(pointer: unknown): string {
  return String(pointer ?? '')
    .replace(/^[#/]+/, '')
    .replaceAll('/', '.')
}

type Raw = Record<string, unknown>

function ourFields(errors: unknown): FieldProblem[] {
  if (!Array.isArray(errors)) return []
  return errors.map((item: Raw) => ({
    field: fieldName(item.pointer ?? item.param),
    code: String(item.code ?? ''),
    detail: String(item.detail ?? item.message ?? ''),
  }))
}

export function problemFrom(status: number, body: unknown): Problem {
  const raw: Raw = body && typeof body === 'object' ? (body as Raw) : {}
  const fields = ourFields(raw.errors)
  const general = fields.find((item) => !item.field) ?? fields[0]
  const code = String(raw.code ?? general?.code ?? `http_${status}`)
  const detail = String(raw.detail ?? general?.detail ?? raw.title ?? '')
  return new Problem(status, code, detail, fields, String(raw.request_id ?? ''), raw)
}

/** The sentence for a code in the reader's language; the server's own sentence when we have none. */
function textFor(code: string, detail: string, status: number): string {
  const key = `problem.${code}`
  if (code && i18next.exists(key)) return i18next.t(key, { detail }).trim()
  if (detail) return detail
  return i18next.t(status >= 500 ? 'problem.server_error' : 'problem.unknown')
}

export function sentence(error: unknown): string {
  if (!(error instanceof Problem)) return i18next.t('problem.unknown')
  return textFor(error.code, error.detail, error.status)
}

export function fieldSentence(problem: FieldProblem): string {
  const key = `problem.${problem.code}`
  if (i18next.exists(key)) return i18next.t(key, { detail: problem.detail }).trim()
  return problem.detail || i18next.t('problem.invalid')
}

/** Messages by field name, ready to hang beside inputs. */
export function fieldErrors(error: unknown): Record<string, string> {
  if (!(error instanceof Problem)) return {}
  return Object.fromEntries(
    error.fields.filter((item) => item.field).map((item) => [item.field, fieldSentence(item)]),
  )
}
