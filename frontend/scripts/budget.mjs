/** Fails when what a page must load first, or any later part, is heavier than agreed. Run after a build. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

const KB = 1024
const limits = { initialScript: 260 * KB, style: 25 * KB, laterScript: 220 * KB }
const dist = new URL('../dist/', import.meta.url).pathname
const manifest = JSON.parse(readFileSync(join(dist, '.vite/manifest.json'), 'utf8'))
const weigh = (file) => gzipSync(readFileSync(join(dist, file))).length

/** A chunk with everything it imports statically. */
function closure(key, seen = new Set()) {
  if (seen.has(key)) return seen
  seen.add(key)
  for (const next of manifest[key].imports ?? []) closure(next, seen)
  return seen
}

const starts = {
  'public pages': [
    'index.html',
    'src/app/PublicApp.tsx',
    'src/pages/public/Landing.tsx',
    'src/i18n/zh-hans/index.ts',
  ],
  console: [
    'index.html',
    'src/app/ConsoleApp.tsx',
    'src/pages/desk/DeskPage.tsx',
    'src/i18n/zh-hans/index.ts',
  ],
}

const over = []
function check(name, bytes, limit) {
  console.log(`${name}: ${(bytes / KB).toFixed(1)} KB of ${limit / KB} KB`)
  if (bytes > limit) over.push(name)
}

for (const [name, keys] of Object.entries(starts)) {
  const chunks = new Set(keys.flatMap((key) => [...closure(key)]))
  const styles = new Set([...chunks].flatMap((key) => manifest[key].css ?? []))
  check(
    `${name}, script`,
    [...chunks].reduce((sum, key) => sum + weigh(manifest[key].file), 0),
    limits.initialScript,
  )
  check(
    `${name}, style`,
    [...styles].reduce((sum, file) => sum + weigh(file), 0),
    limits.style,
  )
}
for (const chunk of Object.values(manifest)) {
  if (!chunk.file.endsWith('.js')) continue
  const bytes = weigh(chunk.file)
  if (bytes > limits.laterScript) check(chunk.file, bytes, limits.laterScript)
}
if (over.length > 0) {
  console.error(`Too heavy: ${over.join(', ')}. Load parts later, or raise the limit on purpose.`)
  process.exit(1)
}
