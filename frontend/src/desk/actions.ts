/** Commands of the desk: REST carries them, the socket tells what came of them. */
import { api } from '../api/client'
import type { DeskSnapshot, VoiceToken } from '../api/types'

export const fetchDesk = () => api.get<DeskSnapshot>('/desk')
export const fetchVoiceToken = () => api.post<VoiceToken>('/desk/voice-token')
export const setStatus = (status: 'available' | 'break' | 'offline') => api.post('/desk/status', { status })
export const acceptOffer = (id: string) =>
  api.post<{ handling_id: string; call_id: string }>(`/desk/offers/${id}/accept`)
export const declineOffer = (id: string) => api.post(`/desk/offers/${id}/decline`)
export const callVerb = (id: string, verb: 'hold' | 'resume' | 'hangup') =>
  api.post(`/desk/calls/${id}/${verb}`)
export const finishWrapUp = (handlingId: string, disposition: string, note: string) =>
  api.post(`/desk/handlings/${handlingId}/wrap-up`, { disposition, note })
