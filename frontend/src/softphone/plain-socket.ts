/**
 * The voice SDK always opens wss://; a stand-in on the developer's own machine has no certificate. This maps
 * that one host to ws:// and leaves every other address alone. Must run before the SDK module is loaded, since
 * it takes its WebSocket constructor at that moment.
 */
export function allowPlainSignalling(host: string): void {
  const Native = globalThis.WebSocket
  const secure = `wss://${host}/`
  class LocalWebSocket extends Native {
    constructor(url: string | URL, protocols?: string | string[]) {
      const text = String(url)
      super(text.startsWith(secure) ? `ws://${text.slice(6)}` : text, protocols)
    }
  }
  globalThis.WebSocket = LocalWebSocket
}
