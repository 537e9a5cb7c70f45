import { signal } from '@preact/signals';
import { type MediaFault, mediaFault } from './media-fault.ts';

export interface Device {
  readonly id: string;
  readonly label: string;
}

export type Preview =
  | { readonly state: 'asking' }
  | {
      readonly state: 'live';
      readonly stream: MediaStream;
      readonly device: Device;
      readonly devices: readonly Device[];
    }
  | { readonly state: 'failed'; readonly fault: MediaFault };

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
  readonly #kind: 'camera' | 'microphone';
  readonly #gone = new AbortController();
  readonly #finest: MediaTrackConstraints;
  #id: string | null;
  /** Counts the tries, so that the answer to an earlier one is let go. */
  #turn = 0;

  /**
   * @param id the device chosen before, tried first; null for the browser's own choice
   * @param finest what is wanted of a camera's picture in place of the usual size
   */
  constructor(kind: 'camera' | 'microphone', id: string | null, finest: MediaTrackConstraints = {}) {
    this.#kind = kind;
    this.#finest = finest;
    this.#id = id;
  }

  /** Opens the device, and again by itself when one is plugged in or the permission is given. */
  start(): void {
    const { signal: gone } = this.#gone;
    navigator.mediaDevices.addEventListener('devicechange', () => this.#refresh(), { signal: gone });
    void this.#permission().then((status) =>
      status?.addEventListener('change', () => this.#refresh(), { signal: gone }),
    );
    this.open(this.#id);
  }

  /** Tries a device, in place of the one on trial. */
  open(id: string | null = this.#id): void {
    this.#id = id;
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
      const devices = await this.#devices();
      if (turn !== this.#turn) return stopTracks(stream);
      this.#show(stream, devices);
    } catch (error) {
      const status = await this.#permission();
      if (turn !== this.#turn) return;
      this.now.value = { state: 'failed', fault: mediaFault(error, status?.state ?? null) };
    }
  }

  /** The device asked for; the browser's choice when it is no longer there. */
  async #capture(): Promise<MediaStream> {
    const { mediaDevices } = navigator;
    try {
      return await mediaDevices.getUserMedia(wanted[this.#kind](this.#id, this.#finest));
    } catch (error) {
      if (this.#id === null || !(error instanceof Error && error.name === 'OverconstrainedError')) throw error;
      this.#id = null;
      return mediaDevices.getUserMedia(wanted[this.#kind](null, this.#finest));
    }
  }

  #show(stream: MediaStream, devices: readonly Device[]): void {
    const [track] = stream.getTracks();
    if (!track) return;
    const id = track.getSettings().deviceId ?? '';
    track.addEventListener(
      'ended',
      () => {
        this.now.value = { state: 'failed', fault: 'unplugged' };
      },
      { signal: this.#gone.signal },
    );
    this.now.value = { state: 'live', stream, device: { id, label: track.label }, devices };
  }

  async #devices(): Promise<Device[]> {
    const kind = this.#kind === 'camera' ? 'videoinput' : 'audioinput';
    const all = await navigator.mediaDevices.enumerateDevices();
    return all.filter((device) => device.kind === kind).map(({ deviceId, label }) => ({ id: deviceId, label }));
  }

  /** A device or a permission came or went. */
  #refresh(): void {
    const { value } = this.now;
    if (value.state === 'failed') this.open();
    if (value.state !== 'live') return;
    const turn = this.#turn;
    void this.#devices().then((devices) => {
      if (turn === this.#turn && this.now.value.state === 'live') this.now.value = { ...this.now.value, devices };
    });
  }

  #permission(): Promise<PermissionStatus | null> {
    return navigator.permissions.query({ name: this.#kind }).catch(() => null);
  }

  #letGo(): void {
    if (this.now.value.state === 'live') stopTracks(this.now.value.stream);
  }
}

function stopTracks(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}
