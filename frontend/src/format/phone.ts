/** E.164 in groups a person can read back; North American numbers in their usual grouping. */
export function phoneText(e164: string | null | undefined): string {
  if (!e164) return ''
  const nanp = /^\+1(\d{3})(\d{3})(\d{4})$/.exec(e164)
  if (nanp) return `+1 ${nanp[1]} ${nanp[2]} ${nanp[3]}`
  const china = /^\+86(1\d{2})(\d{4})(\d{4})$/.exec(e164)
  if (china) return `+86 ${china[1]} ${china[2]} ${china[3]}`
  const britain = /^\+44(\d{2})(\d{4})(\d{4})$/.exec(e164)
  if (britain) return `+44 ${britain[1]} ${britain[2]} ${britain[3]}`
  return e164
}
