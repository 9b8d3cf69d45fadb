import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import en from '../../src/i18n/en'
import zh from '../../src/i18n/zh-hans'

type Tree = { [key: string]: string | Tree }

function leaves(tree: Tree, at = ''): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[at + key, value] as [string, string]] : leaves(value, `${at}${key}.`),
  )
}

const english = new Map(leaves(en as unknown as Tree))
const chinese = new Map(leaves(zh as unknown as Tree))

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return entry.name === 'i18n' ? [] : sources(path)
    return /\.tsx?$/.test(entry.name) && !entry.name.endsWith('.d.ts') ? [path] : []
  })
}

const files = sources('src').map((path) => ({ path, text: readFileSync(path, 'utf8') }))
const holes = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]).sort()

describe('catalogues', () => {
  test('have the same keys', () => {
    expect([...chinese.keys()].sort()).toEqual([...english.keys()].sort())
  })

  test('have no empty text', () => {
    const empty = [...english, ...chinese].filter(([, text]) => !text)
    expect(empty.map(([key]) => key)).toEqual([])
  })

  test('have the same holes for values', () => {
    const different = [...english.keys()].filter(
      (key) =>
        !key.startsWith('problem.') &&
        String(holes(english.get(key) ?? '')) !== String(holes(chinese.get(key) ?? '')),
    )
    expect(different).toEqual([])
  })

  test('Chinese is written in Chinese', () => {
    const same = [...chinese].filter(([, text]) => !/\p{Script=Han}/u.test(text)).map(([key]) => key)
    expect(same).toEqual(expect.arrayContaining(['app.languages.en']))
    expect(
      same.filter((key) => !/^(app\.languages\.en|tier\.vip|public\.preview\.waited_value)$/.test(key)),
    ).toEqual([])
  })
})

describe('sources', () => {
  test('ask only for keys that exist', () => {
    const missing = files.flatMap(({ path, text }) =>
      [...text.matchAll(/\bt\(\s*'([\w.-]+)'/g)]
        .map((match) => match[1] ?? '')
        .filter((key) => !english.has(key) && !english.has(`${key}_other`))
        .map((key) => `${path} ${key}`),
    )
    expect(missing).toEqual([])
  })

  test('hold no text of their own', () => {
    const han = files.filter(({ text }) => /\p{Script=Han}/u.test(text)).map(({ path }) => path)
    expect(han).toEqual([])
    const words = files
      .filter(({ path }) => path.endsWith('.tsx'))
      .flatMap(({ path, text }) =>
        [...text.matchAll(/>\s*([A-Z][a-z]+[^<>{}()=;]*)<\//g)].map((match) => `${path} ${match[1]}`),
      )
    expect(words.filter((word) => !word.endsWith('Seatline'))).toEqual([])
  })

  test('would be caught if they did', () => {
    expect(/>\s*([A-Z][a-z]+[^<>{}()=;]*)<\//.test('<p>Hello there</p>')).toBe(true)
  })
})
