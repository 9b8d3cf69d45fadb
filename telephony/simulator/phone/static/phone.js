// The telephone: ties the page, the line and the handset together.

import { Handset } from "./handset.js";
import { Line } from "./line.js";
import { dialable, invented, pretty, properName } from "./numbers.js";
import { IDLE, inCall, next } from "./state.js";
import * as tones from "./tones.js";
import * as view from "./view.js";
import { firstLanguage, wordsOf } from "./words.js";

const $ = (id) => document.getElementById(id);
const query = new URLSearchParams(location.search);
const REFRESH_MS = 10000;

let language = firstLanguage(location.search, localStorage.getItem("phone.language"), navigator.language);
let words = wordsOf(language);
let own = dialable(query.get("from") ?? localStorage.getItem("phone.own") ?? "") || invented();
let numbers = [];
let state = IDLE;
let notice = "";
let silenceBell = () => {};

const handset = new Handset($("speaker"), Number(query.get("tone")) || 0, (name) => tell(name));
const line = new Line(`${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/phone/ws`, hear);

// What happens

function hear(message) {
  if (message.type === "numbers") numbers = message.numbers;
  if (message.type === "up") hello();
  if (message.type === "calling") handset.take(message.sdp);
  if (message.type === "ring" && inCall(state)) return;
  move(message);
}

function move(event) {
  const before = state;
  state = next(state, event, Date.now());
  if (state.name !== before.name) changed(before);
  show();
}

function changed(before) {
  silenceBell();
  silenceBell = state.name === "incoming" ? tones.bell(handset.sound) : () => {};
  if (state.name === "calling" || state.name === "incoming") tell("");
  if (state.name === "ended") {
    handset.close();
    if (before.name !== "incoming") tones.goodbye(handset.sound);
  }
  const focus = { incoming: "answer", calling: "hangup", connecting: "hangup", ended: "go" }[state.name];
  show();
  if (focus) $(focus).focus({ preventScroll: true });
}

async function dial() {
  const to = dialable($("to").value);
  if (!to) return tell("badTo");
  if (!window.RTCPeerConnection) return tell("noWebRtc");
  if (!line.up || inCall(state)) return undefined;
  $("to").value = pretty(to);
  move({ type: "dial", to });
  const sdp = await handset.offer();
  if (state.name === "calling") line.send({ type: "dial", to, sdp });
  else handset.close();
  return undefined;
}

async function answer() {
  if (state.name !== "incoming") return;
  const { offer } = state;
  move({ type: "accept" });
  const sdp = await handset.answer(offer);
  line.send({ type: "answer", sdp });
}

function hangup() {
  if (!inCall(state)) return;
  line.send({ type: "hangup" });
  move({ type: "hangup", reason: state.name === "incoming" ? "missed" : "hung-up" });
}

function press(digit) {
  tones.key(handset.sound, digit);
  view.flashKey(digit);
  if (state.name === "connected") line.send({ type: "digits", digits: digit });
  else if (!inCall(state)) {
    move({ type: "clear" });
    $("to").value += digit;
    show();
  }
}

/** The letter under the 0: hold the key for a plus. */
function plus() {
  if (inCall(state)) return;
  $("to").value = $("to").value.replace(/0$/, "+");
  show();
}

function pick(number) {
  if (inCall(state)) return;
  move({ type: "clear" });
  $("to").value = pretty(number);
  tell("");
  show();
  $("go").focus({ preventScroll: true });
}

function hello() {
  line.send({ type: "hello", number: own });
}

function tell(name) {
  notice = name;
  view.showNotice(name ? words[name] : "");
}

// What is seen

const nameOf = (number) => {
  const known = numbers.find((one) => one.number === number);
  return known ? properName(known) : "";
};

function show() {
  const chosen = dialable($("to").value);
  view.showState(state, nameOf(state.party), words, handset.muted);
  view.showNumbers(numbers, chosen, pick, words);
  view.showLine(line?.up ?? false, !own, words);
  $("to-name").textContent = nameOf(chosen);
  $("erase").hidden = !$("to").value;
}

function speak(to) {
  language = to;
  words = wordsOf(to);
  view.translate(words, language);
  tell(notice);
  show();
}

function frame() {
  window.__levels = handset.levels();
  view.showTime(state, Date.now());
  view.showLevels(window.__levels);
}

// What people do

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const typing = event.target instanceof HTMLInputElement;
  if (event.key === "Escape") hangup();
  else if (event.key === "Enter" && state.name === "incoming" && !(event.target instanceof HTMLButtonElement)) answer();
  else if (!typing && /^[0-9*#]$/.test(event.key)) press(event.key);
  else if (!typing && event.key === "Backspace" && !inCall(state)) erase();
}

function erase() {
  $("to").value = $("to").value.replace(/\s*\S\s*$/, "");
  show();
}

function renumber() {
  own = dialable($("own").value);
  if (own) {
    $("own").value = pretty(own);
    localStorage.setItem("phone.own", own);
  }
  hello();
  show();
}

view.buildPad(press, plus);
$("own").value = pretty(own);
$("to").value = pretty(dialable(query.get("to") ?? "") || (query.get("to") ?? ""));
if (!query.has("from")) localStorage.setItem("phone.own", own);
$("own").addEventListener("change", renumber);
$("to").addEventListener("input", () => move({ type: "clear" }));
$("erase").addEventListener("click", erase);
$("dial").addEventListener("submit", (event) => { event.preventDefault(); dial(); });
$("answer").addEventListener("click", answer);
$("decline").addEventListener("click", hangup);
$("hangup").addEventListener("click", hangup);
$("mute").addEventListener("click", () => { handset.mute(!handset.muted); show(); });
$("write").addEventListener("click", () => {
  const open = $("write").getAttribute("aria-expanded") !== "true";
  $("write").setAttribute("aria-expanded", open);
  if (open) $("words").focus();
});
$("speech").addEventListener("submit", (event) => {
  event.preventDefault();
  if ($("words").value.trim()) line.send({ type: "speech", text: $("words").value.trim() });
  $("words").value = "";
});
for (const button of document.querySelectorAll("[data-lang]")) {
  button.addEventListener("click", () => { localStorage.setItem("phone.language", button.dataset.lang); speak(button.dataset.lang); });
}
addEventListener("keydown", onKey);
addEventListener("pagehide", hangup);
setInterval(() => document.visibilityState === "visible" && !inCall(state) && hello(), REFRESH_MS);
setInterval(frame, 60);
speak(language);
