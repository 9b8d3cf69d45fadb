/** A ring made in the browser; it may sound only after the person has pressed something on the page. */
const RING_EVERY_MS = 3000

let context: AudioContext | null = null
let timer: number | null = null

/** To be called inside a click or key press, or the browser keeps the ringer silent. */
export function unlockRinger(): void {
  if (typeof AudioContext === 'undefined') return
  context ??= new AudioContext()
  if (context.state === 'suspended') void context.resume()
}

function burst(audio: AudioContext, startAt: number): void {
  const gain = audio.createGain()
  gain.gain.setValueAtTime(0, startAt)
  gain.gain.linearRampToValueAtTime(0.18, startAt + 0.03)
  gain.gain.setValueAtTime(0.18, startAt + 0.35)
  gain.gain.linearRampToValueAtTime(0, startAt + 0.42)
  gain.connect(audio.destination)
  for (const frequency of [523.25, 659.25]) {
    const tone = audio.createOscillator()
    tone.frequency.value = frequency
    tone.connect(gain)
    tone.start(startAt)
    tone.stop(startAt + 0.45)
  }
}

function ringOnce(): void {
  if (context?.state !== 'running') return
  burst(context, context.currentTime)
  burst(context, context.currentTime + 0.55)
}

export function startRinging(): void {
  stopRinging()
  ringOnce()
  timer = window.setInterval(ringOnce, RING_EVERY_MS)
}

export function stopRinging(): void {
  if (timer !== null) window.clearInterval(timer)
  timer = null
}
