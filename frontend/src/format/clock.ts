/** The server's clock, so that timers and countdowns agree with the rows that end them. */
let offsetMs = 0

/** Takes the Date header of a reply; it has whole seconds, so small differences are left alone. */
export function clockFrom(header: string | null): void {
  if (!header) return
  const server = Date.parse(header)
  if (Number.isNaN(server)) return
  const difference = server - Date.now()
  offsetMs = Math.abs(difference) > 2000 ? difference : 0
}

export function serverNow(): number {
  return Date.now() + offsetMs
}
