import type { Page } from 'puppeteer';

/** How the devices of a page behave from their next opening on; what is left out is as it is. */
export interface Staging {
  /** What the browser answers, in place of a device. */
  readonly refusal?: { readonly name: string; readonly message: string };
  /** The name of the device that opens. */
  readonly label?: string;
  /** The picture that the device gives. */
  readonly size?: { readonly width: number; readonly height: number };
  /** A device that is not plugged in any more, by its id: the browser takes another one. */
  readonly gone?: string;
}

interface Stage {
  vigilStaging: Staging;
  vigilTrack: MediaStreamTrack | null;
}

/** Stages what happens to a camera or a microphone on the page where it is tried out. */
export async function stageDevices(page: Page, staging: Staging): Promise<void> {
  await page.evaluate((wanted: Staging) => {
    const stage = globalThis as unknown as Partial<Stage>;
    const isStaged = stage.vigilStaging !== undefined;
    stage.vigilStaging = wanted;
    if (isStaged) return;
    const { mediaDevices } = navigator;
    const open = mediaDevices.getUserMedia.bind(mediaDevices);
    const idOf = (constraints: MediaStreamConstraints) => {
      const { video, audio } = constraints as { video?: MediaTrackConstraints; audio?: MediaTrackConstraints };
      return (video ?? audio)?.deviceId as { exact?: string } | undefined;
    };
    /** What the browser would choose if the device that is gone were not there. */
    const another = async (constraints: MediaStreamConstraints, gone: string): Promise<MediaStreamConstraints> => {
      const [kind, name] = constraints.video ? (['videoinput', 'video'] as const) : (['audioinput', 'audio'] as const);
      const all = await mediaDevices.enumerateDevices();
      // The last: the second of Chromium's made-up cameras measures depth, and its picture is black.
      const left = all.findLast((device) => device.kind === kind && device.deviceId !== gone);
      if (!left) throw new DOMException('Requested device not found', 'NotFoundError');
      return { [name]: { deviceId: { exact: left.deviceId } } };
    };
    mediaDevices.getUserMedia = async (constraints = {}) => {
      const { refusal, label, size, gone } = (globalThis as unknown as Stage).vigilStaging;
      if (refusal) throw new DOMException(refusal.message, refusal.name);
      const id = idOf(constraints);
      if (gone && id?.exact === gone) id.exact = 'unplugged'; // the browser's own error follows
      const media = await open(gone && !id ? await another(constraints, gone) : constraints);
      const [track] = media.getTracks();
      if (!track) throw new Error('No track');
      if (label) Object.defineProperty(track, 'label', { value: label });
      if (size) await track.applyConstraints(size);
      stage.vigilTrack = track;
      return media;
    };
  }, staging);
}

/** Pulls the device on trial out, as the browser tells it. */
export async function pullOutTrial(page: Page): Promise<void> {
  await page.evaluate(() => {
    const { vigilTrack } = globalThis as unknown as Stage;
    vigilTrack?.stop();
    vigilTrack?.dispatchEvent(new Event('ended')); // stop() alone is silent
  });
}

/** The browser noticed that a device came or went. */
export async function deviceChange(page: Page): Promise<void> {
  await page.evaluate(() => void navigator.mediaDevices.dispatchEvent(new Event('devicechange')));
}

/** The system, or a key of the device on trial, keeps back what it gives; or does not any more. */
export async function muteTrial(page: Page, isMuted: boolean): Promise<void> {
  await page.evaluate((muted) => {
    const { vigilTrack } = globalThis as unknown as Stage;
    if (vigilTrack) Object.defineProperty(vigilTrack, 'muted', { value: muted, configurable: true });
  }, isMuted);
}

/** So many faces are found by the browser, which has no detector of its own here. */
export async function stageFaces(page: Page, count: number): Promise<void> {
  await page.evaluate((faces) => {
    class FaceDetector {
      async detect() {
        return Array.from({ length: faces }, () => ({}));
      }
    }
    Object.assign(globalThis, { FaceDetector });
  }, count);
}

/** What the candidate picks in the browser's question, or what comes of it. `as it is`: the browser's own screen. */
export type Picked =
  | 'as it is'
  | 'window'
  | 'browser'
  | 'application'
  | 'nothing any more'
  | 'black screen'
  | 'still screen'
  | 'screen without a picture'
  | { readonly name: string; readonly message: string };

/** Stages the browser's screen picker in the document that records. */
export async function stagePicker(recorder: Page, picked: Picked): Promise<void> {
  await recorder.evaluate((wanted: Picked) => {
    const { mediaDevices } = navigator;
    const stage = globalThis as { vigilPicker?: typeof mediaDevices.getDisplayMedia };
    stage.vigilPicker ??= mediaDevices.getDisplayMedia.bind(mediaDevices);
    const real = stage.vigilPicker;
    const drawn = (colour: string | null) => {
      const canvas = Object.assign(document.createElement('canvas'), { width: 640, height: 400 });
      const pen = canvas.getContext('2d');
      const media = canvas.captureStream(colour === null ? 0 : 5);
      const draw = () => {
        if (!pen || colour === null) return;
        pen.fillStyle = colour;
        pen.fillRect(0, 0, canvas.width, canvas.height);
      };
      draw();
      const timer = setInterval(draw, 100);
      media.getTracks()[0]?.addEventListener('ended', () => clearInterval(timer));
      return media;
    };
    const colours: Record<string, string | null> = {
      'black screen': '#000',
      'still screen': '#246',
      'screen without a picture': null,
    };
    mediaDevices.getDisplayMedia = async (options) => {
      if (typeof wanted !== 'string') throw new DOMException(wanted.message, wanted.name);
      if (wanted === 'as it is') return real(options);
      const media = wanted in colours ? drawn(colours[wanted] ?? null) : await real(options);
      const [track] = media.getVideoTracks();
      const surface = wanted === 'nothing any more' ? '' : wanted;
      const displaySurface = wanted in colours ? 'monitor' : surface;
      if (track) track.getSettings = () => ({ displaySurface });
      return media;
    };
  }, picked);
}
