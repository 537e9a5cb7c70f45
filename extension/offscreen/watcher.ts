import { cameraSight, look, microphoneSight, newWatch, type Watch } from '../../src/recording/watchdog.ts';
import type { CameraPicture } from './camera-picture.ts';
import { mono } from './clock.ts';
import type { Inputs } from './inputs.ts';
import type { MicrophoneLevel } from './microphone-level.ts';

const everyMs = 1_000;
/** A look that comes so late says nothing of how long what it shows has lasted: the computer may have slept. */
const lateMs = 3_000;

/** Looks at what is recorded once a second, as long as the exam runs: whether it is there, seen and heard. */
export class Watcher {
  readonly #inputs: Inputs;
  readonly #picture: CameraPicture;
  readonly #level: MicrophoneLevel;
  readonly #timer: ReturnType<typeof setInterval>;
  #camera: Watch<ReturnType<typeof cameraSight>> = newWatch(mono());
  #microphone: Watch<ReturnType<typeof microphoneSight>[0]> = newWatch(mono());
  #before: Uint8ClampedArray | null = null;
  #lookedAt = mono();

  constructor(inputs: Inputs, picture: CameraPicture, level: MicrophoneLevel) {
    this.#inputs = inputs;
    this.#picture = picture;
    this.#level = level;
    this.#timer = setInterval(() => this.#tick(), everyMs);
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #tick(): void {
    const now = mono();
    if (now - this.#lookedAt > lateMs) this.#forget();
    this.#lookedAt = now;
    this.#inputs.tick();
    this.#lookAtCamera();
    this.#listen();
  }

  /** Begins to count anew. What was amiss stays so until it was seen to be fine. */
  #forget(): void {
    const now = mono();
    this.#camera = { ...this.#camera, fineAt: now, troubleAt: now };
    this.#microphone = { ...this.#microphone, fineAt: now, troubleAt: now };
  }

  #lookAtCamera(): void {
    const track = this.#inputs.track('camera');
    if (!track) {
      this.#camera = newWatch(mono());
      this.#before = null;
      return;
    }
    const pixels = this.#picture.look();
    const before = this.#camera;
    const sight = cameraSight({ muted: track.muted, pixels, before: this.#before });
    this.#before = pixels;
    this.#camera = look(before, sight, mono());
    if (this.#camera.state !== before.state) this.#inputs.see('camera', this.#camera.state, lasted(this.#camera));
  }

  #listen(): void {
    const track = this.#inputs.track('microphone');
    const level = this.#level.look();
    if (!track || (level === null && !track.muted)) {
      this.#microphone = newWatch(mono());
      return;
    }
    const before = this.#microphone;
    const [sight, lasting] = microphoneSight(track.muted, level ?? 0);
    this.#microphone = look(before, sight, mono(), lasting);
    const { state } = this.#microphone;
    if (state !== before.state) this.#inputs.see('microphone', state, lasted(this.#microphone));
  }
}

/** Milliseconds since the device was last seen otherwise. */
function lasted({ state, fineAt, troubleAt }: Watch<string>): number {
  return mono() - (state === 'fine' ? troubleAt : fineAt);
}
