// Shows the state on the page; knows the elements and nothing else.

import { clock, pretty, properName } from "./numbers.js";

const $ = (id) => document.getElementById(id);
const KEYS = [["1", ""], ["2", "ABC"], ["3", "DEF"], ["4", "GHI"], ["5", "JKL"], ["6", "MNO"],
  ["7", "PQRS"], ["8", "TUV"], ["9", "WXYZ"], ["*", ""], ["0", "+"], ["#", ""]];

const HOLD_MS = 500;

export function buildPad(press, hold) {
  for (const [digit, letters] of KEYS) {
    const button = document.createElement("button");
    button.type = "button";
    button.dataset.key = digit;
    button.innerHTML = `<b>${digit}</b> <small>${letters}</small>`;
    button.addEventListener("click", () => press(digit));
    if (digit === "0") onHold(button, hold);
    $("pad").append(button);
  }
}

/** `then` runs after the click of a key that was held down long enough. */
function onHold(button, then) {
  let since = Infinity;
  button.addEventListener("pointerdown", () => { since = performance.now(); });
  button.addEventListener("click", () => {
    if (performance.now() - since > HOLD_MS) then();
    since = Infinity;
  });
}

export function flashKey(digit) {
  const button = document.querySelector(`[data-key="${CSS.escape(digit)}"]`);
  button?.animate([{ backgroundColor: "var(--key-down)" }, {}], { duration: 220, easing: "ease-out" });
}

/** Puts the words of a language into everything that carries data-t… */
export function translate(words, language) {
  document.documentElement.lang = language;
  for (const node of document.querySelectorAll("[data-t]")) node.textContent = words[node.dataset.t];
  for (const node of document.querySelectorAll("[data-t-label]")) {
    node.setAttribute("aria-label", words[node.dataset.tLabel]);
    if (node.tagName === "BUTTON") node.title = words[node.dataset.tLabel];
  }
  for (const node of document.querySelectorAll("[data-t-placeholder]")) node.placeholder = words[node.dataset.tPlaceholder];
  for (const node of document.querySelectorAll("[data-lang]")) node.setAttribute("aria-pressed", node.dataset.lang === language);
}

export function showNumbers(numbers, chosen, pick, words) {
  $("no-numbers").hidden = numbers.length > 0;
  const rows = numbers.map((one) => {
    const { number } = one;
    const name = properName(one);
    const row = document.createElement("li");
    const button = document.createElement("button");
    button.type = "button";
    button.setAttribute("aria-pressed", number === chosen);
    button.append(name ? face(initials(name)) : receiver(), text("strong", name || pretty(number)));
    if (name) button.append(text("span", pretty(number)));
    button.addEventListener("click", () => pick(number));
    row.append(button);
    return row;
  });
  const held = document.activeElement?.closest("#numbers li");
  const place = held ? [...$("numbers").children].indexOf(held) : -1;
  $("numbers").replaceChildren(...rows);
  $("numbers").children[place]?.firstChild.focus();
}

function receiver() {
  const node = face("");
  node.innerHTML = '<svg width="18" height="18"><use href="#i-phone"></use></svg>';
  return node;
}

const face = (letters) => Object.assign(text("i", letters), { ariaHidden: "true" });

function text(tag, content) {
  const node = document.createElement(tag);
  node.textContent = content;
  return node;
}

/** One Chinese character, or the first letters of up to two words. */
export function initials(name) {
  if (/^[\u3400-\u9fff]/.test(name)) return name[0];
  const letters = name.split(/\s+/).filter((word) => /^[\p{L}\d]/u.test(word)).map((word) => word[0].toUpperCase());
  return letters.slice(0, 2).join("") || "#";
}

export function showState(state, name, words, muted) {
  document.body.dataset.state = state.name;
  $("party").textContent = name || pretty(state.party);
  $("party-number").textContent = name ? pretty(state.party) : "";
  $("initials").textContent = name ? initials(name) : "";
  $("state").textContent = sentence(state, words, muted);
  $("mute").setAttribute("aria-pressed", muted);
  $("mute").setAttribute("aria-label", muted ? words.unmute : words.mute);
  $("mute").title = muted ? words.unmute : words.mute;
  $("mute").querySelector("use").setAttribute("href", muted ? "#i-mic-off" : "#i-mic");
  const title = state.name === "idle" ? words.title : `${sentence(state, words, muted)} · ${words.title}`;
  if (document.title !== title) document.title = title;
}

function sentence(state, words, muted) {
  if (state.name === "idle") return "";
  if (state.name === "connected") return muted ? words.muted : words.connected;
  if (state.name !== "ended") return words[state.name];
  const why = words.ended[state.reason] ?? words.ended.completed;
  return state.seconds ? `${why} · ${clock(state.seconds)}` : why;
}

export function showTime(state, now) {
  const shown = state.name === "connected" ? clock((now - state.since) / 1000) : "";
  if ($("timer").textContent !== shown) $("timer").textContent = shown;
}

/** Levels from 0 to 1; the bar follows the ear, which hears in decibels (-54 dB is the left end). */
export function showLevels(levels) {
  for (const side of ["in", "out"]) {
    const share = Math.max(0, Math.min(1, (20 * Math.log10(levels[side] || 1e-6) + 54) / 48));
    $(`level-${side}`).style.setProperty("--level", share.toFixed(3));
    $(`level-${side}`).setAttribute("aria-valuenow", Math.round(share * 100));
  }
}

export function showLine(up, wrong, words) {
  $("line").dataset.up = up && !wrong;
  $("line-text").textContent = wrong ? words.badOwn : up ? words.online : words.offline;
  $("own").setAttribute("aria-invalid", wrong);
}

export function showNotice(sentence) {
  $("notice").textContent = sentence;
  $("notice").hidden = !sentence;
}
