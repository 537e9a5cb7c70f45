import type { ExamStream } from '../../src/protocol/journal.ts';
import type { Mended } from '../../src/protocol/messages.ts';
import type { QualitySettings } from '../../src/recording/quality.ts';
import { isVirtualCamera } from '../../src/recording/virtual-camera.ts';
import type { CameraSight, MicrophoneSight } from '../../src/recording/watchdog.ts';
import { type DeviceName, noRecorder, type RecorderStatus } from '../../src/session/snapshot.ts';
import { mono } from './clock.ts';
import type { Found } from './findings.ts';
import { fitScreen, isThere, openDevice, shareScreen, thisOrAnother, wordsOf } from './media.ts';

/** Between tries to take up a device again, in milliseconds: soon at first, and never a burden. */
const retryStepMs = 1_000;
const retryMostMs = 5_000;

interface Loss {
  since: number;
  cause: string;
  /** Resolves when it is in the journal: its end belongs there too. Null as long as no exam runs. */
  told: Promise<void> | null;
  tries: number;
  nextTry: number;
}

interface Input {
  readonly device: DeviceName;
  /** The device to take up again. */
  id: string;
  track: MediaStreamTrack;
  loss: Loss | null;
}

const streamOf = { camera: 'camera', microphone: 'camera', screen: 'screen' } as const;

/** What a sight that lasts is called in the journal, and why. */
const sightEvents = {
  camera: {
    muted: ['camera.covered', 'muted'],
    covered: ['camera.covered', 'dark-or-flat'],
    frozen: ['camera.frozen', 'same-picture'],
  },
  microphone: { muted: ['microphone.silent', 'muted'], silent: ['microphone.silent', 'no-sound'] },
} as const;

/**
 * What is recorded from: camera, microphone and screen, each of which may go and come back. A device that is gone is
 * taken up again as soon as it is there; another one, and the screen, on the candidate's click.
 */
export class Inputs {
  readonly #found: Found;
  readonly #changed: (stream: ExamStream) => void;
  readonly #shown: () => void;
  readonly #inputs = new Map<DeviceName, Input>();
  readonly #quality: QualitySettings;
  #isWatched = false;
  #isEnabled = true;
  status: RecorderStatus = noRecorder;

  /**
   * @param changed told when other tracks of a stream are live than before
   * @param shown told when the status has changed
   */
  constructor(quality: QualitySettings, found: Found, changed: (stream: ExamStream) => void, shown: () => void) {
    this.#shown = shown;
    this.#quality = quality;
    this.#found = found;
    this.#changed = changed;
    navigator.mediaDevices.addEventListener('devicechange', this.#tryNow);
  }

  /** Records from this track until it ends. @param id the device's own, empty for a screen */
  add(device: DeviceName, track: MediaStreamTrack, id: string): void {
    const input: Input = { device, id, track, loss: null };
    this.#inputs.set(device, input);
    this.#follow(input, track);
    this.#show(device, 'recording');
  }

  /** The tracks of a stream that give something. */
  live(stream: ExamStream): MediaStreamTrack[] {
    return [...this.#inputs.values()].flatMap(({ device, track, loss }) =>
      streamOf[device] === stream && !loss ? [track] : [],
    );
  }

  /** The track of a device, as long as it gives something. */
  track(device: DeviceName): MediaStreamTrack | null {
    const input = this.#inputs.get(device);
    return input && !input.loss ? input.track : null;
  }

  /** Whether the exam runs: what happens to a device before and after is no event of it. */
  watch(isWatched: boolean): void {
    this.#isWatched = isWatched;
    for (const input of this.#inputs.values()) if (input.loss) this.#tellLoss(input, input.loss);
  }

  /** The status as candidates are told: in a break a device may be lost, and nothing of the others is recorded. */
  get shown(): RecorderStatus {
    if (this.#isEnabled) return this.status;
    const told = Object.entries(this.status).map(([device, state]) => [device, state === 'lost' ? state : 'off']);
    return Object.fromEntries(told) as RecorderStatus;
  }

  /** In a break the devices stay open, and give neither picture nor sound. */
  enable(isEnabled: boolean): void {
    this.#isEnabled = isEnabled;
    for (const { track } of this.#inputs.values()) track.enabled = isEnabled;
  }

  /** Looks after what is lost, and for what ended without a word. Call about once a second. */
  tick(): void {
    for (const input of this.#inputs.values()) {
      if (!input.loss && input.track.readyState === 'ended') this.#lose(input);
      if (input.loss) void this.#retry(input, input.loss);
    }
  }

  /** The browser stopped recording a stream by itself: with the tracks that are over, or for reasons of its own. */
  recorderEnded(stream: ExamStream): void {
    const own = [...this.#inputs.values()].filter(({ device }) => streamOf[device] === stream);
    const over = own.filter(({ track }) => track.readyState === 'ended');
    for (const input of over) this.#lose(input);
    if (over.length === 0) for (const input of own) this.#lose(input, 'recorder-ended');
  }

  /** A device shows something else than before, and has done so for `afterMs`. */
  see(device: 'camera' | 'microphone', sight: CameraSight | MicrophoneSight, afterMs: number): void {
    const before = this.status[device];
    if (this.#inputs.get(device)?.loss || before === 'off') return;
    const events: Partial<Record<string, readonly [Parameters<Found>[0], string]>> = sightEvents[device];
    const [event, cause] = events[sight] ?? (['device.back', before] as const);
    this.#found(event, cause, { stream: device, afterMs });
    this.#show(device, (sight === 'fine' ? 'recording' : sight) as RecorderStatus['camera' | 'microphone']);
  }

  /**
   * Takes up what is lost, on the candidate's click: the device that was chosen, or else another; the screen by the
   * browser's picker. @throws Error with words for the candidate when nothing was shared
   */
  async mend(device: DeviceName): Promise<Mended> {
    const input = this.#inputs.get(device);
    if (!input) return { kind: 'none' };
    if (device === 'screen') return this.#mendScreen(input);
    if (!input.loss) {
      if (this.status[device] !== 'frozen') return { kind: 'recording' };
      input.track.stop();
      this.#lose(input, 'frozen');
    }
    try {
      const id = await thisOrAnother(device, input.id);
      await this.#restore(input, await openDevice(device, id, this.#quality));
    } catch (error) {
      const isNone = error instanceof DOMException && error.name === 'NotFoundError';
      return isNone ? { kind: 'none' } : { kind: 'fault', fault: wordsOf(error) };
    }
    return { kind: 'recording' };
  }

  /** Ends a device's track as if it was unplugged. It is not looked for by itself: only `mend` takes it up again. */
  unplug(device: 'camera'): void {
    const input = this.#inputs.get(device);
    if (!input || input.loss) return;
    input.track.stop();
    this.#lose(input, 'ended', Number.POSITIVE_INFINITY);
  }

  /** Lets everything go. What is still lost leaves its gap in the journal. */
  end(): void {
    navigator.mediaDevices.removeEventListener('devicechange', this.#tryNow);
    for (const { device, track, loss } of this.#inputs.values()) {
      track.stop();
      if (loss?.told) this.#tellGap(device, loss);
    }
    this.#inputs.clear();
  }

  readonly #tryNow = () => {
    for (const { loss } of this.#inputs.values()) if (loss) loss.nextTry = 0;
    this.tick();
  };

  #follow(input: Input, track: MediaStreamTrack): void {
    input.track = track;
    track.enabled = this.#isEnabled;
    track.addEventListener('ended', () => {
      if (input.track === track) this.#lose(input);
    });
  }

  #lose(input: Input, cause = input.device === 'screen' ? 'sharing-stopped' : 'ended', nextTry = 0): void {
    if (input.loss || this.#inputs.get(input.device) !== input) return;
    input.loss = { since: mono(), cause, told: null, tries: 0, nextTry };
    this.#show(input.device, 'lost');
    this.#changed(streamOf[input.device]);
    this.#tellLoss(input, input.loss);
    this.tick();
  }

  #tellLoss(input: Input, loss: Loss): void {
    if (!this.#isWatched || loss.told !== null) return;
    loss.since = mono(); // before the exam, and in a break, it is no loss
    loss.told = this.#foundLost(input, loss);
  }

  async #foundLost({ device, id }: Input, loss: Loss): Promise<void> {
    if (loss.cause === 'ended' && !(await isThere(id))) loss.cause = 'unplugged';
    this.#found(device === 'screen' ? 'screen.share.stopped' : 'device.lost', loss.cause, { stream: device });
  }

  async #retry(input: Input, loss: Loss): Promise<void> {
    if (input.track.readyState === 'live') return this.#restore(input, input.track); // only its recorder had ended
    if (input.device === 'screen' || mono() < loss.nextTry) return;
    loss.nextTry = mono() + Math.min(++loss.tries * retryStepMs, retryMostMs);
    if (!(await isThere(input.id))) return;
    const track = await openDevice(input.device, input.id, this.#quality).catch(() => null); // it is still waking up
    if (track) await this.#restore(input, track);
  }

  async #mendScreen(input: Input): Promise<Mended> {
    const { track, surface } = await shareScreen();
    if (surface !== 'monitor') {
      track.stop();
      return { kind: 'surface', surface };
    }
    await fitScreen(track, this.#quality.screen);
    await this.#restore(input, track);
    return { kind: 'recording' };
  }

  async #restore(input: Input, track: MediaStreamTrack): Promise<void> {
    const { device, loss } = input;
    if (!loss || this.#inputs.get(device) !== input) return track.stop(); // somebody was faster, or it is all over
    const before = input.id;
    if (device !== 'screen') input.id = track.getSettings().deviceId ?? before;
    if (input.track !== track) this.#follow(input, track);
    input.loss = null;
    this.#show(device, 'recording');
    this.#changed(streamOf[device]);
    if (!loss.told) return;
    await loss.told;
    this.#tellGap(device, loss);
    if (device === 'screen') return this.#found('screen.share.back', '', { stream: device });
    const { label } = track;
    const isSame = before === '' || before === input.id;
    this.#found(isSame ? 'device.back' : 'device.changed', loss.cause, { stream: device, label });
    if (device === 'camera' && !isSame && isVirtualCamera(label)) this.#found('camera.virtual', 'label', { label });
  }

  #tellGap(device: DeviceName, { since, cause }: Loss): void {
    const causes: Partial<Record<string, string>> = { 'sharing-stopped': 'user', 'recorder-ended': 'recorder' };
    this.#found('record.gap', causes[cause] ?? 'device', { stream: device, duration: mono() - since });
  }

  #show(device: DeviceName, state: RecorderStatus['camera' | 'microphone']): void {
    this.status = { ...this.status, [device]: state };
    this.#shown();
  }
}
