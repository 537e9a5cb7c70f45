import { nextSegment } from '../../src/browser/journal-store.ts';
import type { StreamName } from '../../src/protocol/journal.ts';
import type { RecorderCommand, RecorderNews } from '../../src/protocol/messages.ts';
import { type QualitySettings, qualitySettings, type StreamSettings } from '../../src/recording/quality.ts';
import { noRecorder, type RecorderStatus } from '../../src/session/snapshot.ts';
import { PartKeeper } from './part-keeper.ts';
import { sealFor, unsealed } from './sealing.ts';
import { askToPersist, requireRoom } from './storage-room.ts';
import { type RecordedPart, StreamRecorder } from './stream-recorder.ts';
import { showThumbnail } from './thumbnail.ts';

type RecordCommand = Extract<RecorderCommand, { type: 'record' }>;

/** Owns camera, microphone and screen, and records them. The only place in Vigil where media live. */
export class Recorder {
  readonly #tell: (news: RecorderNews) => void;
  readonly #keeper: PartKeeper;
  #screen: MediaStream | undefined;
  #session: string | undefined;
  #starting: Promise<void> | undefined;
  #streams: StreamRecorder[] = [];
  #media: MediaStream[] = [];
  #end = new AbortController();
  #seal = unsealed;
  status: RecorderStatus = noRecorder;

  /**
   * @param tell passes news on to the service worker
   * @param stored called after every part that was stored
   */
  constructor(tell: (news: RecorderNews) => void, stored: () => void) {
    this.#tell = tell;
    this.#keeper = new PartKeeper(stored);
  }

  /** Free bytes for the recording while there is little room; null while there is enough. */
  get lowRoom(): number | null {
    return this.#keeper.free;
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
    await this.#keeper.flush();
    for (const media of [...this.#media, this.#screen]) release(media);
    this.#streams = [];
    this.#media = [];
    this.#screen = undefined;
    this.#session = undefined;
    this.#starting = undefined;
    this.status = noRecorder;
  }

  async #start(command: RecordCommand): Promise<void> {
    await askToPersist().catch((error: unknown) => console.warn('Not asked to persist:', error));
    await requireRoom();
    const quality = qualitySettings(command.quality);
    this.#seal = await sealFor(command.recipients);
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

  /** Puts a part into the outbox. One that cannot be encrypted is not kept plain: it is a gap, and the recording stops. */
  async #keep(session: string, recorded: RecordedPart): Promise<void> {
    const sealed = await this.#seal(recorded).catch((error: unknown) => console.error('Not encrypted:', error));
    if (sealed) return this.#keeper.keep(session, sealed);
    this.#tell({ type: 'recorder.failed', cause: 'encryption-failed' });
    const { stream, duration } = recorded.body;
    await this.#keeper.noteGap(session, 'encryption', { stream, duration });
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

async function fitScreen(media: MediaStream, { width, height, frameRate }: StreamSettings): Promise<void> {
  const track = media.getVideoTracks()[0];
  if (!track) return;
  track.contentHint = 'detail';
  await track.applyConstraints({ width: { max: width }, height: { max: height }, frameRate: { max: frameRate } });
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
