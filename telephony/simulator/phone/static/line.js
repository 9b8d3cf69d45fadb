// The wire to the telephone network: a WebSocket that comes back by itself.

const LONGEST_WAIT_MS = 8000;

export class Line {
  /** `on` is called with each message; {type:"up"} and {type:"down"} tell of the connection itself. */
  constructor(url, on) {
    this.url = url;
    this.on = on;
    this.wait = 500;
    this.open();
  }

  get up() {
    return this.socket.readyState === WebSocket.OPEN;
  }

  open() {
    const socket = new WebSocket(this.url);
    this.socket = socket;
    socket.onopen = () => {
      this.wait = 500;
      this.on({ type: "up" });
    };
    socket.onmessage = (event) => this.on(JSON.parse(event.data));
    socket.onclose = () => {
      this.on({ type: "down" });
      setTimeout(() => this.open(), this.wait);
      this.wait = Math.min(this.wait * 2, LONGEST_WAIT_MS);
    };
  }

  send(message) {
    if (this.up) this.socket.send(JSON.stringify(message));
  }
}
