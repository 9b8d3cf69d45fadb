/** One-letter keys outside fields, safe for input methods, with an off switch (WCAG 2.1.4). */
import { useEffect, useRef, useSyncExternalStore } from 'react'

const STORE = 'seatline.keys'
const listeners = new Set<() => void>()

const isOn = () => window.localStorage.getItem(STORE) !== 'off'

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function useShortcutsOn(): [boolean, (on: boolean) => void] {
  const on = useSyncExternalStore(subscribe, isOn)
  const set = (next: boolean) => {
    window.localStorage.setItem(STORE, next ? 'on' : 'off')
    for (const listener of listeners) listener()
  }
  return [on, set]
}

export type KeyMap = Record<string, (() => void) | undefined>

function typing(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)
}

/** Keys are named by position (event.code), so that other layouts and Chinese input keep working. */
export function shortcutFor(event: KeyboardEvent, keys: KeyMap): (() => void) | undefined {
  if (event.isComposing || event.repeat || event.altKey || event.ctrlKey || event.metaKey) return undefined
  if (typing(event.target)) return undefined
  if (event.target instanceof HTMLElement && event.target.closest('[role="dialog"],[role="menu"]'))
    return undefined
  return keys[event.code]
}

export function useShortcuts(keys: KeyMap): void {
  const current = useRef(keys)
  current.current = keys
  const [on] = useShortcutsOn()
  useEffect(() => {
    if (!on) return
    const press = (event: KeyboardEvent) => {
      const action = shortcutFor(event, current.current)
      if (!action) return
      event.preventDefault()
      action()
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [on])
}
