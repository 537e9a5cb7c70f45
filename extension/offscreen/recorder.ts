import { lendDeskFilm } from '../../src/browser/desk-film-loan.ts';
import { nextSegment } from '../../src/browser/journal-store.ts';
import type { ExamStream } from '../../src/protocol/journal.ts';
import type { Mended, RecorderCommand, RecorderNews } from '../../src/protocol/messages.ts';
import { type Quality, qualitySettings, type StreamSettings } from '../../src/recording/quality.ts';
import type { Shift } from '../../src/recording/quality-governor.ts';
import { settingsOn } from '../../src/recording/rungs.ts';
import type { ScreenPick } from '../../src/recording/screen-check.ts';
import { type DeviceName, noRecorder, type Phase, type RecorderStatus } from '../../src/session/snapshot.ts';
import { CandidateError, say } from '../../src/words/saying.ts';
import { CameraPicture } from './camera-picture.ts';
import { DeskCamera } from './desk-camera.ts';
import type { Found } from './findings.ts';
import { Inputs } from './inputs.ts';
import { failedPick, fitScreen, openDevices, pickScreen } from './media.ts';
import { MicrophoneLevel } from './microphone-level.ts';
import { PartKeeper } from './part-keeper.ts';
import { lookAtScreen } from './screen-look.ts';
import { sealFor, unsealed } from './sealing.ts';
import { askToPersist, requireRoom } from './storage-room.ts';
import { type RecordedPart, StreamRecorder } from './stream-recorder.ts';
import { Watcher } from './watcher.ts';

type RecordCommand = Extract<RecorderCommand, { type: 'record' }>;

/** Records camera, microphone and screen. The only place in Vigil where media live. */
export class Recorder {
  readonly #tell: (news: RecorderNews) => void;
  readonly #keeper: PartKeeper;
  readonly #publish: () => void;
  readonly #found: Found;
  readonly #picture = new CameraPicture();
  readonly #level = new MicrophoneLevel();
  readonly #streams = new Map<ExamStream, StreamRecorder>();
  readonly #desk: DeskCamera;
  #screen: MediaStreamTrack | undefined;
  #session: string | undefined;
  #quality: Quality = 'standard';
  #starting: Promise<void> | undefined;
  #inputs: Inputs | undefined;
  #watcher: Watcher | undefined;
  #isRunning = false;
  /** In a break nothing is recorded, looked at or judged. */
  isResting = false;
  #phase: Phase = 'idle';
  #seal = unsealed;

  /**
   * @param tell passes news on to the service worker
   * @param stored called after every part that was stored
   * @param publish called when the status has changed by itself
   */
  constructor(tell: (news: RecorderNews) => void, stored: () => void, publish: () => void) {
    this.#tell = tell;
    this.#keeper = new PartKeeper(stored);
    this.#publish = publish;
    this.#desk = new DeskCamera({
      ended: (isWhole) => tell({ type: 'desk.toCheck', isWhole }),
      kept: (segment, durationMs) => tell({ type: 'desk.filmed', segment, durationMs }),
    });
    lendDeskFilm(() => this.#desk.held);
    this.#found = (event, cause, data) => tell({ type: 'recorder.found', event, cause, data });
  }

  /** Free bytes for the recording while there is little room; null while there is enough. */
  get lowRoom(): number | null {
    return this.#keeper.free;
  }

  get status(): RecorderStatus {
    if (this.#isRunning && this.#inputs) return this.#inputs.shown;
    return { ...noRecorder, screen: this.#screen ? 'chosen' : 'off' };
  }

  /** Pictures that the camera has given until now. */
  get frames(): number {
    return this.#picture.frames;
  }

  /** Shows the browser's picker. Only a whole screen is kept; a window or a tab is let go again, and named in the answer. */
  async pickScreen(): Promise<ScreenPick> {
    this.#screen?.stop();
    this.#screen = undefined;
    this.#publish();
    try {
      const { track, surface } = await pickScreen();
      if (surface !== 'monitor') {
        track.stop();
        return { error: null, surface, sight: 'nothing' };
      }
      this.#keepScreen(track);
    } catch (error) {
      return failedPick(error);
    }
    // The page now says that the picture is looked at: on the shared screen, something changes.
    this.#publish();
    return this.lookAtScreen();
  }

  /** Looks at the screen that was picked; one that is not shared any more is none. */
  async lookAtScreen(): Promise<ScreenPick> {
    const track = this.#screen;
    if (!track) return { error: null, surface: '', sight: 'nothing' };
    const sight = await lookAtScreen(track);
    return { error: null, surface: this.#screen === track ? 'monitor' : '', sight };
  }

  #keepScreen(track: MediaStreamTrack): void {
    this.#screen = track;
    track.addEventListener('ended', () => {
      if (this.#isRunning || this.#screen !== track) return;
      this.#screen = undefined;
      this.#publish();
    });
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

  /** Watches over the devices while the exam runs. */
  follow(phase: Phase): void {
    this.#phase = phase;
    const isWatched = phase === 'active' && this.#isRunning && !this.isResting;
    this.#inputs?.watch(isWatched);
    if (!isWatched) this.#watcher?.stop();
    if (!isWatched || !this.#inputs) this.#watcher = undefined;
    else this.#watcher ??= new Watcher(this.#inputs, this.#picture, this.#level);
  }

  /** The break begins. Resolves when the last part before it is stored; may be repeated. */
  rest(): Promise<void> {
    return this.#setResting(true);
  }

  /** The break is over: each stream goes on in a new segment, from the devices and the screen that were kept. */
  async goOn(): Promise<void> {
    if (!this.#isRunning) throw new Error('There is no recording to go on with');
    await this.#setResting(false);
  }

  async #setResting(isResting: boolean): Promise<void> {
    if (this.isResting === isResting || !this.#isRunning) return;
    this.isResting = isResting;
    this.follow(this.#phase);
    if (isResting) await this.#desk.end();
    this.#inputs?.enable(!isResting);
    this.#lookAndListen();
    await Promise.all([...this.#streams.keys()].map((stream) => this.#renew(stream)));
  }

  /** Takes up a lost device on the candidate's click. */
  async mend(device: DeviceName): Promise<Mended> {
    return this.#inputs?.mend(device) ?? { kind: 'none' };
  }

  /** In a rehearsal: the camera is gone as if it was unplugged, until the candidate takes it up again. */
  loseCamera(): void {
    this.#inputs?.unplug('camera');
  }

  /** Films the desk beside the recording. @throws CandidateError when there is no camera */
  async filmDesk(): Promise<void> {
    const session = this.#session;
    const tracks = this.#inputs?.live('camera') ?? [];
    if (!session || !tracks.some(({ kind }) => kind === 'video')) {
      throw new CandidateError(say('deskNoCamera'));
    }
    await this.#desk.start(session, new MediaStream(tracks), (part) => this.#keep(session, part));
  }

  stopDeskFilm(): Promise<void> {
    return this.#desk.end();
  }

  keepDeskFilm(): Promise<void> {
    return this.#desk.keep();
  }

  /** The computer was suspended: what was recorded before and what comes now are two things. */
  slept(ms: number): void {
    if (!this.#isRunning || this.isResting) return;
    this.#found('record.gap', 'sleep', { stream: 'all', duration: ms });
    this.#inputs?.tick();
    for (const stream of this.#streams.keys()) void this.#renew(stream);
  }

  /** Stops everything and lets the devices go; resolves when the last part is stored. */
  async stop(): Promise<void> {
    this.#watcher?.stop();
    this.#watcher = undefined;
    await this.#desk.stop();
    await Promise.all([...this.#streams.values()].map((stream) => stream.stop()));
    await this.#keeper.flush();
    this.#streams.clear();
    this.#picture.show(null);
    this.#level.listen(null);
    this.#inputs?.end();
    this.#screen?.stop();
    this.#inputs = undefined;
    this.#screen = undefined;
    this.#session = undefined;
    this.#starting = undefined;
    this.#isRunning = false;
    this.isResting = false;
  }

  /** How many streams are recorded now. */
  get streams(): number {
    return this.#streams.size;
  }

  /** How much later than due a part of any stream came, at worst since this was asked last, in milliseconds. */
  takeLateness(): number {
    return Math.max(0, ...[...this.#streams.values()].map((stream) => stream.takeLateness()));
  }

  /** Goes on recording on another rung, and tells of it. No picture is lost: each stream goes on in a new segment. */
  async shift({ from, to, cause }: Shift): Promise<void> {
    const settings = settingsOn(to, this.#quality);
    this.#tell({ type: 'recorder.shift', before: from, after: to, cause });
    await Promise.all([...this.#streams].map(([name, stream]) => stream.change(settings[name])));
  }

  async #start(command: RecordCommand): Promise<void> {
    const { cameraId, microphoneId, session } = command;
    await askToPersist().catch((error: unknown) => console.warn('Not asked to persist:', error));
    await requireRoom();
    this.#seal = await sealFor(command.recipients);
    this.#quality = command.quality;
    const quality = qualitySettings(command.quality);
    const inputs = new Inputs(quality, this.#found, (stream) => void this.#renew(stream), this.#publish);
    this.#inputs = inputs;
    const starts: Promise<void>[] = [];
    if (cameraId !== null || microphoneId !== null) {
      const media = await openDevices(command, quality);
      for (const track of media.getTracks()) {
        if (track.kind === 'video') inputs.add('camera', track, cameraId ?? '');
        else inputs.add('microphone', track, microphoneId ?? '');
      }
      this.#lookAndListen();
      starts.push(this.#begin('camera', session, quality.camera));
    }
    if (command.screen) {
      if (this.#screen?.readyState !== 'live') {
        throw new CandidateError(say('recordScreenGone'));
      }
      await fitScreen(this.#screen, quality.screen);
      inputs.add('screen', this.#screen, '');
      starts.push(this.#begin('screen', session, quality.screen));
    }
    await Promise.all(starts);
    this.#isRunning = true;
  }

  async #begin(stream: ExamStream, session: string, settings: StreamSettings): Promise<void> {
    const first = await nextSegment(session, stream);
    const keep = (part: RecordedPart) => this.#keep(session, part);
    const lost = () => this.#inputs?.recorderEnded(stream);
    const media = new MediaStream(this.#inputs?.live(stream) ?? []);
    const recorder = new StreamRecorder(stream, media, settings, first, keep, lost);
    this.#streams.set(stream, recorder);
    return recorder.start();
  }

  /** Other tracks are live than before: each stream goes on with what there is, and in a break with nothing. */
  async #renew(stream: ExamStream): Promise<void> {
    if (stream === 'camera') this.#lookAndListen();
    const tracks = this.isResting ? [] : (this.#inputs?.live(stream) ?? []);
    await this.#streams.get(stream)?.renew(new MediaStream(tracks));
  }

  #lookAndListen(): void {
    const inputs = this.isResting ? undefined : this.#inputs;
    this.#picture.show(inputs?.track('camera') ?? null);
    this.#level.listen(inputs?.track('microphone') ?? null);
  }

  /** Puts a part into the outbox. One that cannot be encrypted is not kept plain: it is a gap, and the recording stops. */
  async #keep(session: string, recorded: RecordedPart): Promise<void> {
    const sealed = await this.#seal(recorded).catch((error: unknown) => console.error('Not encrypted:', error));
    if (sealed) return this.#keeper.keep(session, sealed);
    this.#tell({ type: 'recorder.failed', cause: 'encryption-failed' });
    const { stream, duration } = recorded.body;
    await this.#keeper.noteGap(session, 'encryption', { stream, duration });
  }
}
