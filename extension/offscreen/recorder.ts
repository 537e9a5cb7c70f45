import { appendEntry, JournalClosed, nextSegment } from '../../src/browser/journal-store.ts';
import { sha256Hex } from '../../src/evidence/digest.ts';
import type { StreamName } from '../../src/protocol/journal.ts';
import type { RecorderCommand, RecorderNews } from '../../src/protocol/messages.ts';
import {
  type Quality,
  type QualitySettings,
  qualitySettings,
  type StreamSettings,
} from '../../src/recording/quality.ts';
import type { Shift } from '../../src/recording/quality-governor.ts';
import { settingsOn } from '../../src/recording/rungs.ts';
import { noRecorder, type RecorderStatus } from '../../src/session/snapshot.ts';
import { mono } from './clock.ts';
import { fitTrack } from './fitted-copy.ts';
import { type RecordedPart, StreamRecorder } from './stream-recorder.ts';
import { showThumbnail } from './thumbnail.ts';

type RecordCommand = Extract<RecorderCommand, { type: 'record' }>;

/** Between tries to store a part on a full disk; the part waits in memory meanwhile. */
const retryMs = 2_000;

/** Owns camera, microphone and screen, and records them. The only place in Vigil where media live. */
export class Recorder {
  readonly #tell: (news: RecorderNews) => void;
  readonly #stored: () => void;
  #screen: MediaStream | undefined;
  #session: string | undefined;
  #quality: Quality = 'standard';
  #starting: Promise<void> | undefined;
  #streams: StreamRecorder[] = [];
  #media: MediaStream[] = [];
  #end = new AbortController();
  status: RecorderStatus = noRecorder;

  /**
   * @param tell passes news on to the service worker
   * @param stored called after every part that was stored
   */
  constructor(tell: (news: RecorderNews) => void, stored: () => void) {
    this.#tell = tell;
    this.#stored = stored;
  }

  /** Shows the browser's picker. Only a whole screen is kept; a window or a tab is let go again, and named in the answer. */
  async pickScreen(): Promise<{ surface: string }> {
    release(this.#screen);
    this.#screen = undefined;
    this.status = { ...this.status, screen: 'off' };
    const media = await navigator.mediaDevices.getDisplayMedia(screenRequest).catch((error: unknown) => {
      throw new Error(pickerFault(error));
    });
    const surface = media.getVideoTracks()[0]?.getSettings().displaySurface ?? 'unknown';
    if (surface !== 'monitor') {
      release(media);
      return { surface };
    }
    this.#screen = media;
    this.status = { ...this.status, screen: 'chosen' };
    media.getVideoTracks()[0]?.addEventListener('ended', () => this.#lost('screen', 'sharing-stopped'));
    return { surface };
  }

  /** Starts recording what the command names; resolves once every stream has stored its first part. May be repeated. */
  record(command: RecordCommand): Promise<void> {
    if (this.#session === command.session && this.#starting !== undefined) return this.#starting;
    this.#session = command.session;
    this.#starting = this.#start(command).catch(async (error: unknown) => {
      await this.stop();
      throw error;
    });
    return this.#starting;
  }

  /** Stops everything and lets the devices go; resolves when the last part is stored. */
  async stop(): Promise<void> {
    this.#end.abort();
    this.#end = new AbortController();
    await Promise.all(this.#streams.map((stream) => stream.stop()));
    for (const media of [...this.#media, this.#screen]) release(media);
    this.#streams = [];
    this.#media = [];
    this.#screen = undefined;
    this.#session = undefined;
    this.#starting = undefined;
    this.status = noRecorder;
  }

  /** How many streams are recorded now. */
  get streams(): number {
    return this.#streams.length;
  }

  /** How much later than due a part of any stream came, at worst since this was asked last, in milliseconds. */
  takeLateness(): number {
    return Math.max(0, ...this.#streams.map((stream) => stream.takeLateness()));
  }

  /** Goes on recording on another rung, and tells of it. No picture is lost: each stream goes on in a new segment. */
  async shift({ from, to, cause }: Shift): Promise<void> {
    const settings = settingsOn(to, this.#quality);
    this.#tell({ type: 'recorder.shift', before: from, after: to, cause });
    await Promise.all(this.#streams.map((stream) => stream.change(settings[stream.stream])));
  }

  async #start(command: RecordCommand): Promise<void> {
    this.#quality = command.quality;
    const quality = qualitySettings(command.quality);
    const starts: Promise<void>[] = [];
    if (command.cameraId !== null || command.microphoneId !== null) {
      const media = await openDevices(command, quality);
      this.#media.push(media);
      this.#watch(media);
      if (command.cameraId !== null) showThumbnail(media, this.#end.signal);
      starts.push(this.#begin('camera', command.session, media, quality.camera));
    }
    if (command.screen) {
      if (!this.#screen?.active) throw new Error('Your screen is not shared any more. Choose it again, then start.');
      await fitScreen(this.#screen, quality.screen);
      starts.push(this.#begin('screen', command.session, this.#screen, quality.screen));
    }
    await Promise.all(starts);
    this.status = {
      camera: command.cameraId === null ? 'off' : 'recording',
      microphone: command.microphoneId === null ? 'off' : 'recording',
      screen: command.screen ? 'recording' : 'off',
    };
  }

  async #begin(stream: StreamName, session: string, media: MediaStream, settings: StreamSettings): Promise<void> {
    const first = await nextSegment(session, stream);
    const keep = (part: RecordedPart) => this.#keep(session, part);
    const lost = () => this.#lost(stream, 'recorder-ended');
    const recorder = new StreamRecorder(stream, media, settings, first, keep, lost);
    this.#streams.push(recorder);
    return recorder.start();
  }

  /** Puts a part into the outbox. A full disk is told and tried again: a part is never dropped in silence. */
  async #keep(session: string, { body, blob }: RecordedPart): Promise<void> {
    const sha256 = await sha256Hex(await blob.arrayBuffer());
    const id = crypto.randomUUID();
    for (let told = false; ; ) {
      try {
        await appendEntry(session, { id, wall: Date.now(), mono: mono(), body: { ...body, sha256 }, blob });
        this.#stored();
        return;
      } catch (error) {
        if (error instanceof JournalClosed) return;
        console.error('A part could not be stored', error);
        if (!told) this.#tell({ type: 'recorder.event', event: 'storage.low', cause: 'write-failed', durationMs: 0 });
        told = true;
        await new Promise((resolve) => setTimeout(resolve, retryMs));
      }
    }
  }

  #watch(media: MediaStream): void {
    for (const track of media.getTracks()) {
      const device = track.kind === 'video' ? 'camera' : 'microphone';
      track.addEventListener('ended', () => this.#lost(device, 'unplugged'));
    }
  }

  #lost(stream: 'camera' | 'microphone' | 'screen', cause: string): void {
    if (this.status[stream] === 'off' || this.status[stream] === 'lost') return;
    this.status = { ...this.status, [stream]: this.#session ? 'lost' : 'off' };
    this.#tell({ type: 'recorder.lost', stream, cause });
  }
}

const screenRequest: DisplayMediaStreamOptions & Record<string, unknown> = {
  video: { displaySurface: 'monitor', frameRate: { max: 5 } },
  audio: false,
  monitorTypeSurfaces: 'include',
  surfaceSwitching: 'exclude',
  selfBrowserSurface: 'exclude',
};

async function openDevices(
  { cameraId, microphoneId }: RecordCommand,
  { camera }: QualitySettings,
): Promise<MediaStream> {
  const exactly = (id: string) => (id === '' ? {} : { deviceId: { exact: id } });
  const { width, height, frameRate } = camera;
  try {
    return await navigator.mediaDevices.getUserMedia({
      video: cameraId === null ? false : { ...exactly(cameraId), width, height, frameRate },
      audio: microphoneId === null ? false : exactly(microphoneId),
    });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(
      `Camera or microphone could not be opened for the recording (${why}). Check them again, then start.`,
    );
  }
}

async function fitScreen(media: MediaStream, settings: StreamSettings): Promise<void> {
  const track = media.getVideoTracks()[0];
  if (!track) return;
  track.contentHint = 'detail';
  await fitTrack(track, settings);
}

function pickerFault(error: unknown): string {
  if (error instanceof DOMException && error.name === 'NotAllowedError') {
    return 'No screen was shared. Choose \u201cEntire screen\u201d in the picker and press Share. If no picker appeared, your system keeps the browser from recording the screen: allow it in the system settings.';
  }
  return `The screen could not be shared (${error instanceof Error ? error.message : String(error)}). Try again.`;
}

function release(media: MediaStream | undefined): void {
  for (const track of media?.getTracks() ?? []) track.stop();
}
