// What the phone is doing: one pure function from state and event to the next state.

export const IDLE = { name: "idle", party: "", sid: "", since: 0, seconds: 0, reason: "", offer: "" };

const BUSY = new Set(["calling", "ringing", "incoming", "connecting", "connected"]);

export const inCall = (state) => BUSY.has(state.name);

/** Events come from the page (dial, accept, hangup, clear) and from the network; `now` is in milliseconds. */
export function next(state, event, now) {
  switch (event.type) {
    case "dial":
      return inCall(state) ? state : { ...IDLE, name: "calling", party: event.to };
    case "calling":
      return state.name === "calling" ? { ...state, name: "ringing", sid: event.call } : state;
    case "ring":
      return inCall(state) ? state : { ...IDLE, name: "incoming", party: event.from, sid: event.call, offer: event.sdp };
    case "accept":
      return state.name === "incoming" ? { ...state, name: "connecting" } : state;
    case "connected":
      return inCall(state) ? { ...state, name: "connected", sid: event.call, since: now } : state;
    case "ended":
    case "hangup":
      return inCall(state) ? over(state, event.reason ?? "hung-up", now) : state;
    case "down":
      return inCall(state) ? over(state, "lost", now) : state;
    case "clear":
      return inCall(state) ? state : IDLE;
    default:
      return state;
  }
}

function over(state, reason, now) {
  const seconds = state.since ? Math.round((now - state.since) / 1000) : 0;
  return { ...state, name: "ended", reason, seconds, offer: "" };
}
