/** Takes the place of the SDK's sounds, which would be fetched from another host; the console rings by itself. */
export class SilentSound {
  readonly isPlaying = false
  constructor(
    readonly name: string,
    readonly url: string,
  ) {}
  async play(): Promise<void> {}
  async stop(): Promise<void> {}
  setSinkIds(_ids: string | string[]): void {}
}
