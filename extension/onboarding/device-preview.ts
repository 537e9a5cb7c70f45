import { signal } from '@preact/signals';
import { type Refusal, refusalOf } from '../../src/recording/refusal.ts';

export interface Device {
  readonly id: string;
  readonly label: string;
}

export type Preview =
  | { readonly state: 'asking' }
  | {
      readonly state: 'live';
      readonly stream: MediaStream;
      readonly track: MediaStreamTrack;
      readonly device: Device;
      /** The one that was wanted and is not there; this one took its place. */
      readonly lost: Device | null;
    }
  | {
      readonly state: 'failed';
      /** Null when it was open and went. */
      readonly refusal: Refusal | null;
      /** The one that is gone, or is not there. */
      readonly lost: Device | null;
    };

const wanted = {
  camera: (id: string | null, finest: MediaTrackConstraints): MediaStreamConstraints => ({
    video: { ...exactly(id), width: { ideal: 640 }, height: { ideal: 480 }, ...finest },
  }),
  microphone: (id: string | null): MediaStreamConstraints => ({ audio: { ...exactly(id) } }),
} as const;

const exactly = (id: string | null): MediaTrackConstraints => (id === null ? {} : { deviceId: { exact: id } });

/** A camera or a microphone on trial. Nothing is recorded; the device is let go when the preview closes. */
export class DevicePreview {
  readonly now = signal<Preview>({ state: 'asking' });
  /** The devices of its kind that are plugged in, as far as the browser names them. */
  readonly devices = signal<readonly Device[]>([]);
  readonly #kind: 'camera' | 'microphone';
  readonly #gone = new AbortController();
  /** The device to open; null leaves it to the browser. */
  #wanted: Device | null;
  readonly #finest: MediaTrackConstraints;
  #lost: Device | null = null;
  /** Counts the tries, so that the answer to an earlier one is let go. */
  #turn = 0;

  /**
   * @param chosen the device chosen before, tried first; null for the browser's own choice
   * @param finest what is wanted of a camera's picture in place of the usual size
   */
  constructor(kind: 'camera' | 'microphone', chosen: Device | null, finest: MediaTrackConstraints = {}) {
    this.#kind = kind;
    this.#finest = finest;
    this.#wanted = chosen;
  }

  /** Opens the device, and again by itself when one is plugged in or the permission is given. */
  start(): void {
    const { signal: gone } = this.#gone;
    navigator.mediaDevices.addEventListener('devicechange', () => this.#refresh(), { signal: gone });
    void this.#permission().then((status) =>
      status?.addEventListener('change', () => this.#refresh(), { signal: gone }),
    );
    this.open();
  }

  /** Tries a device, in place of the one on trial. */
  open(device: Device | null = this.#wanted): void {
    if (device !== this.#wanted) this.#lost = null;
    this.#wanted = device;
    this.#letGo();
    this.now.value = { state: 'asking' };
    void this.#try(++this.#turn);
  }

  close(): void {
    this.#turn++;
    this.#gone.abort();
    this.#letGo();
  }

  async #try(turn: number): Promise<void> {
    try {
      const stream = await this.#capture();
      await this.#list();
      if (turn !== this.#turn) return stopTracks(stream);
      this.#show(stream);
    } catch (error) {
      const status = await this.#permission();
      await this.#list();
      if (turn !== this.#turn) return;
      this.now.value = { state: 'failed', refusal: refusalOf(error, status?.state ?? null), lost: this.#lost };
    }
  }

  /** The device asked for; the browser's choice when it is no longer there. */
  async #capture(): Promise<MediaStream> {
    const { mediaDevices } = navigator;
    try {
      return await mediaDevices.getUserMedia(wanted[this.#kind](this.#wanted?.id ?? null, this.#finest));
    } catch (error) {
      if (this.#wanted === null || !isNotThere(error)) throw error;
      this.#lost = this.#wanted;
      this.#wanted = null;
      return mediaDevices.getUserMedia(wanted[this.#kind](null, this.#finest));
    }
  }

  #show(stream: MediaStream): void {
    const [track] = stream.getTracks();
    if (!track) return;
    const device = { id: track.getSettings().deviceId ?? '', label: track.label };
    if (device.id) this.#wanted = device;
    if (device.id === this.#lost?.id) this.#lost = null;
    track.addEventListener('ended', () => this.#ended(track, device), { signal: this.#gone.signal });
    this.now.value = { state: 'live', stream, track, device, lost: this.#lost };
  }

  #ended(track: MediaStreamTrack, device: Device): void {
    const { value } = this.now;
    if (value.state !== 'live' || value.track !== track) return;
    this.#turn++;
    this.#lost = device;
    this.now.value = { state: 'failed', refusal: null, lost: device };
  }

  async #list(): Promise<void> {
    const kind = this.#kind === 'camera' ? 'videoinput' : 'audioinput';
    const all = await navigator.mediaDevices.enumerateDevices();
    this.devices.value = all
      .filter((device) => device.kind === kind && device.deviceId !== '')
      .map(({ deviceId, label }) => ({ id: deviceId, label }));
  }

  /** A device or a permission came or went. */
  #refresh(): void {
    if (this.now.value.state === 'failed') this.open();
    else void this.#list();
  }

  #permission(): Promise<PermissionStatus | null> {
    return navigator.permissions.query({ name: this.#kind }).catch(() => null);
  }

  #letGo(): void {
    if (this.now.value.state === 'live') stopTracks(this.now.value.stream);
  }
}

/** The browser has no device of this id. */
function isNotThere(error: unknown): boolean {
  return error instanceof Error && (error.name === 'OverconstrainedError' || error.name === 'NotFoundError');
}

function stopTracks(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}
