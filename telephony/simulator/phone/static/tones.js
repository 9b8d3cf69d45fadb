// What a telephone itself sounds like: key tones and the bell.

const KEYS = {
  1: [697, 1209], 2: [697, 1336], 3: [697, 1477], 4: [770, 1209], 5: [770, 1336], 6: [770, 1477],
  7: [852, 1209], 8: [852, 1336], 9: [852, 1477], "*": [941, 1209], 0: [941, 1336], "#": [941, 1477],
};

function beep(context, frequencies, from, length, level) {
  const gain = context.createGain();
  gain.gain.setValueAtTime(0, from);
  gain.gain.linearRampToValueAtTime(level, from + 0.01);
  gain.gain.setValueAtTime(level, from + length - 0.02);
  gain.gain.linearRampToValueAtTime(0, from + length);
  gain.connect(context.destination);
  for (const hz of frequencies) {
    const wave = context.createOscillator();
    wave.frequency.value = hz;
    wave.connect(gain);
    wave.start(from);
    wave.stop(from + length);
  }
}

/** The tone of a key. */
export function key(context, digit) {
  if (KEYS[digit]) beep(context, KEYS[digit], context.currentTime, 0.13, 0.06);
}

/** Two soft notes that say: it is over. */
export function goodbye(context) {
  beep(context, [480], context.currentTime, 0.16, 0.06);
  beep(context, [360], context.currentTime + 0.2, 0.22, 0.06);
}

/** Rings until the returned function is called. */
export function bell(context) {
  const ring = () => {
    const at = context.currentTime;
    [659, 784, 988, 784].forEach((hz, place) => beep(context, [hz, hz * 2], at + place * 0.14, 0.18, 0.05));
  };
  ring();
  const every = setInterval(ring, 2000);
  return () => clearInterval(every);
}
