/** One tab is the phone. The browser's lock decides which; a person may take it over. */
const LOCK = 'seatline-phone'

export interface Leadership {
  release(): void
}

export function claimPhone(options: {
  steal: boolean
  won: () => void
  lost: () => void
  waiting: () => void
}): Leadership {
  let release: () => void = () => undefined
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  if (!navigator.locks) {
    options.won()
    return { release }
  }
  const hold = async (lock: Lock | null): Promise<void> => {
    if (!lock) return
    options.won()
    await held
  }
  const queue = () => navigator.locks.request(LOCK, hold).catch(() => options.lost())
  if (options.steal) {
    navigator.locks.request(LOCK, { steal: true }, hold).catch(() => options.lost())
  } else {
    void navigator.locks.query().then((state) => {
      if (state.held?.some((lock) => lock.name === LOCK)) options.waiting()
      void queue()
    })
  }
  return { release }
}
