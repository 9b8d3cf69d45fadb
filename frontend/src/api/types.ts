/** Shapes of the API by the names the console uses; made from the API description, never typed by hand. */
import type { components } from './schema'

type Shapes = components['schemas']

export type Me = Shapes['MeOut']
export type Role = Me['role']
export type Caller = Shapes['Caller']
export type Disposition = Shapes['Disposition']

export type AgentStatus =
  | 'offline'
  | 'available'
  | 'break'
  | 'ringing'
  | 'talking'
  | 'wrap_up'
  | 'not_responding'

/** The status is plain text in the description, since later releases may know more of them. */
export type DeskSnapshot = Omit<Shapes['Desk'], 'agent' | 'offer' | 'call' | 'wrapup'> & {
  agent: Omit<Shapes['DeskAgent'], 'status'> & { status: AgentStatus }
  offer: Offer | null
  call: DeskCall | null
  wrapup: WrapUp | null
}
export type Offer = Shapes['DeskOffer']
export type DeskCall = Shapes['DeskCall']
export type WrapUp = Shapes['DeskWrapUp']
export type VoiceToken = Shapes['VoiceToken']

export type Contact = Shapes['Contact']
export type TimelineEntry = Shapes['TimelineEntry']
export type CallRow = Shapes['Call']
export type CallDetail = Shapes['CallDetail']
export type Voicemail = Shapes['Voicemail']
export type WaitingCall = Shapes['Waiting']

export type Queue = Shapes['Queue']
export type Hours = Shapes['Hours']
export type Weekly = Hours['weekly']
export type Closure = Shapes['Closure']
export type PhoneNumber = Shapes['Number']
export type AvailableNumber = Shapes['OfferedNumber'] & { monthly_price?: number; currency?: string }

export type FlowSummary = Shapes['FlowSummary']
export type FlowProblem = Shapes['Problem']

/** A flow in the format flow/1, which the description leaves open. */
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

export type Flow = Omit<Shapes['Flow'], 'draft'> & { draft: FlowDraft }

export type Report = Shapes['Report']
export type ReportRow = Shapes['Row']
export type ReportFigures = Shapes['Figure']

export type Billing = Shapes['BillingOut']
export type SeatPreview = Shapes['SeatPreviewOut']
export type Invoice = Shapes['InvoiceOut']
export type Member = Shapes['MemberOut']

export type Provisioning = Shapes['ProvisioningOut']
export type ProvisioningStep = Shapes['StepOut']

export interface Page<T> {
  next: string | null
  previous: string | null
  results: T[]
}
