/** Shapes of the API as the console uses them; times are RFC 3339 UTC, money is integer minor units. */
export type Role = 'owner' | 'admin' | 'supervisor' | 'agent'

export interface Me {
  user: { id: number; email: string; name: string; locale: string }
  tenant: { slug: string; name: string; timezone: string; locale: string; state: string }
  role: Role
  agent_id: number | null
  carrier: { signalling: string; insecure: boolean }
}

export interface Page<T> {
  next: string | null
  previous: string | null
  results: T[]
}

export interface Ref {
  id: string | number
  name: string
}

export interface Caller {
  number: string
  name: string
  contact_id: string | null
  is_new?: boolean
}

export type AgentStatus =
  | 'offline'
  | 'available'
  | 'break'
  | 'ringing'
  | 'talking'
  | 'wrap_up'
  | 'not_responding'

export interface Offer {
  id: string
  call_id: string
  queue: Ref
  caller: Caller
  queued_at: string
  offered_at: string
  expires_at: string
  path: { label: string; digits: string }[]
}

export interface DeskCall {
  id: string
  handling_id: string
  state: 'connecting' | 'talking' | 'held'
  caller: Caller
  queue: Ref | null
  number: string
  accepted_at: string
  connected_at: string | null
  held_since: string | null
}

export interface WrapUp {
  handling_id: string
  call_id: string
  caller: Caller
  queue: Ref | null
  ended_at: string
  due_at: string
}

export interface Disposition {
  code: string
  label_en: string
  label_zh: string
}

export interface DeskSnapshot {
  seq: number
  agent: { id: number; name: string; status: AgentStatus; status_since: string }
  offer: Offer | null
  call: DeskCall | null
  wrapup: WrapUp | null
  queues: { id: number; name: string; waiting: number; longest_since: string | null }[]
  dispositions: Disposition[]
  recent: { call_id: string; caller: Caller; outcome: string; at: string }[]
}

export interface VoiceToken {
  token: string
  identity: string
  signalling: string
  insecure: boolean
  ttl: number
}

export interface Contact {
  id: string
  name: string
  company: string
  tier: string
  email: string
  numbers: string[]
  created_at: string
  last_seen_at: string
}

export interface TimelineEntry {
  id: string | number
  kind: string
  at: string
  title?: string
  text?: string
  call_id?: string | null
  direction?: string
  outcome?: string
  queue?: string
  agent?: string
  author?: string
  duration_s?: number | null
  note?: string
  disposition?: string
}

export interface CallRow {
  id: string
  direction: string
  caller: Caller
  number: string
  state: string
  outcome: string
  started_at: string
  ended_at: string | null
  duration_s: number | null
  wait_ms: number
  queue: string
  agent: string
  disposition: string
  note: string
  ended_by: string
  is_sample: boolean
}

export interface CallDetail extends CallRow {
  path: { label: string; digits: string }[]
  flow: { name: string; version: number } | null
  trace: { node: string; at: string; input: string; exit: string }[]
  visits: {
    id: string
    queue: string
    enqueued_at: string
    left_at: string | null
    outcome: string | null
    wait_ms: number | null
  }[]
  offers: { id: string; agent: string; state: string; offered_at: string; ended_at: string | null }[]
  handlings: {
    id: string
    agent: string
    accepted_at: string
    connected_at: string | null
    ended_at: string | null
    hold_ms: number
    ended_by: string
    wrapped_up_at: string | null
    disposition: string
    note: string
  }[]
  events: { at: string; kind: string; data: Record<string, unknown> }[]
  reasons?: { at: string; agent: string; code: string; detail: string }[]
}

export interface Voicemail {
  id: string
  call_id: string
  caller: Caller
  queue: string
  left_at: string
  duration_s: number
  state: 'new' | 'done'
  due_at: string
  owner: Ref | null
  has_audio: boolean
  done_at: string | null
  done_by: string
}

export interface Queue {
  id: number
  name: string
  skill: string | null
  music_url: string
  hours_id?: number | null
  offer_timeout_s: number
  wrapup_s: number
  target_s: number
  short_abandon_s: number
}

export interface WaitingCall {
  visit_id: string
  call_id: string
  caller: Caller
  position: number
  waiting_since: string
  ringing_at: { agent_id: number; agent: string } | null
  reasons: { agent_id: number; agent: string; code: string; detail: string }[]
}

export type Weekly = Record<string, [string, string][]>

export interface Hours {
  id: number
  name: string
  timezone: string
  weekly: Weekly
  closures: { on: string; name: string; open?: [string, string][] }[]
  is_open?: boolean
}

export interface PhoneNumber {
  id: number
  e164: string
  label: string
  flow_id: number | null
  flow_name?: string
  state?: string
}

export interface AvailableNumber {
  phone_number: string
  locality: string
  region: string
  display?: string
  monthly_price?: number
  currency?: string
}

export interface FlowProblem {
  code: string
  level: 'error' | 'warning' | 'info'
  pointer: string
  node: string
  message: string
}

export interface FlowNode {
  id: string
  type: string
  name?: string
  params: Record<string, unknown>
  exits: Record<string, string>
}

export interface FlowDraft {
  schema: string
  langs: string[]
  default_lang: string
  start: string
  nodes: FlowNode[]
  [key: string]: unknown
}

export interface FlowSummary {
  id: number
  name: string
  draft_rev: number
  live: { number: number; message: string; author: string; published_at: string } | null
}

export interface Flow extends FlowSummary {
  draft: FlowDraft
  problems: FlowProblem[]
}

export interface ReportFigures {
  offered: number
  answered: number
  abandoned: number
  short_abandoned: number
  diverted: number
  open: number
  answered_in_target: number
  service_level: number | null
  abandonment: number | null
  max_wait_s: number
  asa_s: number | null
  aht_s: number | null
  talk_s: number
  hold_s: number
  wrapup_s: number
  minutes: number
}

export interface ReportRow extends ReportFigures {
  queue_id: number
  queue: string
  start: string
}

export interface Report {
  formula: { name: string; text: string; target_s?: number; short_abandon_s?: number }
  fresh_at: string | null
  timezone: string
  rows: ReportRow[]
  totals: ReportFigures
}

export interface Billing {
  plan: { name: string; seat_price: number; minute_price: number; currency: string }
  status: string
  trial_ends_at: string | null
  ends_at: string | null
  seats: { purchased: number; ordered: number; assigned: number }
  has_payment_method: boolean
  next_invoice_at: string | null
  usage: { minutes: number; since: string }
}

export interface SeatPreview {
  seats: number
  timing: 'free' | 'charged_now' | 'at_period_end'
  effective_at: string
  amount_due_now: number
  amount_next_invoice: number
  currency: string
  proration_date: number
  lines: InvoiceLine[]
}

export interface InvoiceLine {
  description: string
  quantity: number
  unit_amount: number | null
  amount: number
  kind: string
}

export interface Invoice {
  id: string
  number: string | null
  status: string
  period_start: string
  period_end: string
  page_url: string
  total: number
  currency: string
  lines: InvoiceLine[]
}

export interface Member {
  id: number
  email: string
  name: string
  role: Role
  is_agent: boolean
  disabled: boolean
  joined: boolean
}

export interface ProvisioningStep {
  name: string
  state: 'pending' | 'running' | 'done' | 'failed' | 'skipped'
  error: string
  attempts: number
  updated_at: string | null
}

export interface Provisioning {
  state: string
  steps: ProvisioningStep[]
}
