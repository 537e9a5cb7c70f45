import { decibels } from '../../src/recording/audio-level.ts';

/** Low, since it only has to tell sound from none: a look then hears the second since the one before. */
const sampleRate = 16_000;
const fftSize = 16_384;

/** How loud the microphone was just now. */
export class MicrophoneLevel {
  readonly #samples = new Float32Array(fftSize);
  #track: MediaStreamTrack | null = null;
  #context: AudioContext | undefined;
  #analyser: AnalyserNode | undefined;

  /** Listens to this microphone from now on; null listens to none. */
  listen(track: MediaStreamTrack | null): void {
    if (track === this.#track) return;
    this.#track = track;
    void this.#context?.close();
    this.#context = undefined;
    if (!track) return;
    // Nothing is played, so no loudspeaker is opened, and nothing has to be in time.
    const options = { sampleRate, latencyHint: 'playback', sinkId: { type: 'none' } };
    this.#context = new AudioContext(options as AudioContextOptions);
    this.#analyser = new AnalyserNode(this.#context, { fftSize });
    this.#context.createMediaStreamSource(new MediaStream([track])).connect(this.#analyser);
  }

  /** Loudness since about the last look, in decibels against full scale; null when it cannot be told. */
  look(): number | null {
    if (this.#context?.state !== 'running' || !this.#analyser) return null;
    this.#analyser.getFloatTimeDomainData(this.#samples);
    return decibels(this.#samples);
  }
}
