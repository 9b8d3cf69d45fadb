// Ear and mouth: microphone (or a tone, or silence), the WebRTC connection, and how loud both sides are.

const GATHER_MS = 1000;

export class Handset {
  /** `tone`: Hz to send instead of the microphone, 0 = none. `notice(name)` tells of a microphone that is missing. */
  constructor(speaker, tone, notice) {
    this.speaker = speaker;
    this.tone = tone;
    this.notice = notice;
    this.muted = false;
    this.meters = {};
  }

  get sound() {
    this.context ??= new AudioContext();
    if (this.context.state === "suspended") this.context.resume();
    return this.context;
  }

  async offer() {
    await this.connect();
    await this.pc.setLocalDescription(await this.pc.createOffer());
    return this.described();
  }

  async take(answer) {
    if (this.pc) await this.pc.setRemoteDescription({ type: "answer", sdp: answer });
  }

  async answer(offer) {
    await this.connect();
    await this.pc.setRemoteDescription({ type: "offer", sdp: offer });
    await this.pc.setLocalDescription(await this.pc.createAnswer());
    return this.described();
  }

  mute(on) {
    this.muted = on;
    for (const track of this.mouth?.getTracks() ?? []) track.enabled = !on;
  }

  close() {
    for (const track of this.mouth?.getTracks() ?? []) track.stop();
    this.oscillator?.stop();
    this.pc?.close();
    this.pc = this.mouth = this.oscillator = null;
    this.meters = {};
    this.muted = false;
    this.speaker.srcObject = null;
  }

  /** RMS of the last instant, 0 to 1: what you say and what you hear. */
  levels() {
    return { in: rms(this.meters.in), out: rms(this.meters.out) };
  }

  async connect() {
    this.pc = new RTCPeerConnection({ iceServers: [] });
    this.pc.ontrack = ({ track }) => this.hear(new MediaStream([track]));
    this.mouth = await this.voice();
    this.mute(this.muted);
    for (const track of this.mouth.getAudioTracks()) this.pc.addTrack(track, this.mouth);
    this.meters.in = this.meter(this.mouth);
  }

  hear(stream) {
    this.speaker.srcObject = stream;
    this.speaker.play().catch(() => {});
    this.meters.out = this.meter(stream);
  }

  meter(stream) {
    const analyser = this.sound.createAnalyser();
    analyser.fftSize = 2048;
    this.sound.createMediaStreamSource(stream).connect(analyser);
    return analyser;
  }

  async voice() {
    if (this.tone) return this.hum(this.tone);
    try {
      const wanted = { echoCancellation: true, noiseSuppression: true, autoGainControl: true };
      return await navigator.mediaDevices.getUserMedia({ audio: wanted });
    } catch (error) {
      this.notice(error.name === "NotFoundError" ? "noDevice" : "noMic");
      return this.hum(0);
    }
  }

  /** A track without a microphone: a sine wave, or silence for 0. */
  hum(hz) {
    const out = this.sound.createMediaStreamDestination();
    this.oscillator = this.sound.createOscillator();
    const gain = this.sound.createGain();
    gain.gain.value = hz ? 0.3 : 0;
    this.oscillator.frequency.value = hz || 440;
    this.oscillator.connect(gain).connect(out);
    this.oscillator.start();
    return out.stream;
  }

  /** The description with all its candidates: the network takes no later ones. */
  async described() {
    const { pc } = this;
    if (pc.iceGatheringState !== "complete") {
      await new Promise((done) => {
        pc.addEventListener("icegatheringstatechange", () => pc.iceGatheringState === "complete" && done());
        setTimeout(done, GATHER_MS);
      });
    }
    return pc.localDescription.sdp;
  }
}

function rms(analyser) {
  if (!analyser) return 0;
  const wave = new Float32Array(analyser.fftSize);
  analyser.getFloatTimeDomainData(wave);
  return Math.sqrt(wave.reduce((sum, x) => sum + x * x, 0) / wave.length);
}
