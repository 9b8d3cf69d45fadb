/** Wrap-up notes survive a reload: each key press is kept in the browser until the server has the note. */
const key = (handlingId: string) => `seatline.note.${handlingId}`

export const keptNote = (handlingId: string): string => window.localStorage.getItem(key(handlingId)) ?? ''

export function keepNote(handlingId: string, text: string): void {
  window.localStorage.setItem(key(handlingId), text)
}

export function dropNote(handlingId: string): void {
  window.localStorage.removeItem(key(handlingId))
}
