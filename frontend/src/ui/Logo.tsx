/** A seat whose base is the line: the mark of Seatline. */
export function Logo({ size = 24, word = true }: { size?: number; word?: boolean }) {
  return (
    <span className="sl-logo">
      <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
        <rect width="32" height="32" rx="8" fill="#0f6f6a" />
        <path
          d="M10 7v9.5a3.5 3.5 0 0 0 3.5 3.5H22"
          fill="none"
          stroke="#fff"
          strokeWidth="3"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
        <path d="M7 25h18" fill="none" stroke="#8fe0d8" strokeWidth="3" strokeLinecap="round" />
        <circle cx="22.5" cy="12" r="2.5" fill="#8fe0d8" />
      </svg>
      {word ? <span className="sl-logo-word">Seatline</span> : null}
    </span>
  )
}
