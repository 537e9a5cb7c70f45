import { useEffect, useState } from 'preact/hooks';
import { decibels, meterShare } from '../../src/recording/audio-level.ts';
import { clippedShareOf, type Hearing, hear, nothingHeard } from '../../src/recording/microphone-check.ts';

const blockMs = 100;
/** A third of a second at 48 kHz: a block that comes late is heard whole. */
const fftSize = 16_384;
/** Blocks between two drawings of the meter, for those who want nothing to move about. */
const calmBlocks = 5;

interface MicrophoneSound {
  /** The loudness of now as a share of the meter. */
  readonly share: number;
  readonly hearing: Hearing;
  readonly muted: boolean;
  /** The browser holds the sound back until the candidate clicks or presses a key on the page. */
  readonly isAsleep: boolean;
}

/** Listens to a microphone, a block at a time. */
export function useMicrophoneSound(track: MediaStreamTrack): MicrophoneSound {
  const [sound, setSound] = useState<MicrophoneSound>({
    share: 0,
    hearing: nothingHeard,
    muted: track.muted,
    isAsleep: false,
  });
  useEffect(() => {
    const ear = new Ear(track);
    const isCalm = matchMedia('(prefers-reduced-motion: reduce)');
    let blocks = 0;
    const timer = setInterval(() => {
      const level = ear.listen();
      const isDrawn = !isCalm.matches || blocks++ % calmBlocks === 0;
      setSound(({ share }) => ({
        share: isDrawn && level !== null ? meterShare(level) : share,
        hearing: ear.hearing,
        muted: track.muted,
        isAsleep: ear.isAsleep,
      }));
    }, blockMs);
    const gone = new AbortController();
    addEventListener('pointerdown', () => ear.wake(), { signal: gone.signal });
    addEventListener('keydown', () => ear.wake(), { signal: gone.signal });
    return () => {
      gone.abort();
      clearInterval(timer);
      ear.close();
    };
  }, [track]);
  return sound;
}

class Ear {
  hearing = nothingHeard;
  readonly #audio = new AudioContext();
  readonly #analyser = new AnalyserNode(this.#audio, { fftSize });
  readonly #samples = new Float32Array(fftSize);
  #heardAt = this.#audio.currentTime;
  #waits = 0;

  constructor(track: MediaStreamTrack) {
    this.#audio.createMediaStreamSource(new MediaStream([track])).connect(this.#analyser);
  }

  /** Whether it does not run although there was time to start. */
  get isAsleep(): boolean {
    return this.#waits > 5;
  }

  wake(): void {
    void this.#audio.resume();
  }

  close(): void {
    void this.#audio.close();
  }

  /** Hears what came since the last time; answers how loud it was, or null when nothing could come. */
  listen(): number | null {
    const { state, currentTime, sampleRate } = this.#audio;
    this.#waits = state === 'running' ? 0 : this.#waits + 1;
    const count = Math.min(fftSize, Math.round((currentTime - this.#heardAt) * sampleRate));
    if (state !== 'running' || count <= 0) return null;
    this.#heardAt = currentTime;
    this.#analyser.getFloatTimeDomainData(this.#samples);
    const samples = this.#samples.subarray(fftSize - count);
    const level = decibels(samples);
    const ms = (count / sampleRate) * 1000;
    this.hearing = hear(this.hearing, { ms, level, clipped: clippedShareOf(samples) });
    return level;
  }
}
