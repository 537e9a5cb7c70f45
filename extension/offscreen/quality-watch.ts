import { freeBytes } from '../../src/browser/free-bytes.ts';
import { partLength } from '../../src/recording/quality.ts';
import { QualityGovernor } from '../../src/recording/quality-governor.ts';
import type { UploadStatus } from '../../src/session/snapshot.ts';
import { mono } from './clock.ts';
import { ProcessorLoad } from './processor-load.ts';
import type { Recorder } from './recorder.ts';

const everyMs = 5_000;
/** How long a part is, in the middle of those that are mixed. */
const partMs = (partLength('camera') + partLength('screen')) / 2;

/** Looks every few seconds how recording and upload fare, and has the recorder step down or up where it must. */
export class QualityWatch {
  readonly #recorder: Pick<Recorder, 'isResting' | 'shift' | 'streams' | 'takeLateness'>;
  readonly #upload: () => Pick<UploadStatus, 'waitingParts'>;
  readonly #load = new ProcessorLoad();
  #governor = new QualityGovernor();
  #lookedAt = mono();
  #isShifting = false;

  constructor(
    recorder: Pick<Recorder, 'isResting' | 'shift' | 'streams' | 'takeLateness'>,
    upload: () => UploadStatus,
  ) {
    this.#recorder = recorder;
    this.#upload = upload;
    setInterval(() => void this.#look().catch((error: unknown) => console.warn('Not shifted:', error)), everyMs);
  }

  async #look(): Promise<void> {
    const at = mono();
    const timerLateMs = at - this.#lookedAt - everyMs;
    this.#lookedAt = at;
    if (this.#isShifting || this.#recorder.isResting) return;
    const { streams } = this.#recorder;
    if (streams === 0) {
      this.#governor = new QualityGovernor(); // the next recording begins with what the policy asks for
      return;
    }
    const shift = this.#governor.next({
      at,
      lateMs: Math.max(timerLateMs, this.#recorder.takeLateness()),
      isOverloaded: this.#load.isOverloaded,
      waitingMs: (this.#upload().waitingParts * partMs) / streams,
      freeBytes: await freeBytes(),
    });
    if (!shift) return;
    this.#isShifting = true;
    await this.#recorder.shift(shift).finally(() => {
      this.#isShifting = false;
    });
  }
}
