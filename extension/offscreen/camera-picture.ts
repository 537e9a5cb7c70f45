import { thumbnailSender } from '../../src/browser/thumbnails.ts';

const everyMs = 1_000;
const width = 240;
const height = 180;
/** Small enough to be read back in no time, large enough for a lens cover or a moving head to show. */
const looked = { width: 32, height: 24 };

/**
 * The camera's picture, decoded once: shown to our own pages as small pictures, which never enter the exam's process,
 * and looked at by the watcher.
 */
export class CameraPicture {
  readonly #video = document.createElement('video');
  readonly #canvas = new OffscreenCanvas(width, height);
  readonly #drawing = this.#canvas.getContext('2d', { alpha: false, willReadFrequently: true });
  readonly #send = thumbnailSender();
  readonly #looking = new OffscreenCanvas(looked.width, looked.height).getContext('2d', { willReadFrequently: true });
  #track: MediaStreamTrack | null = null;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor() {
    this.#video.muted = true;
  }

  /** Shows this camera from now on; null shows none. */
  show(track: MediaStreamTrack | null): void {
    if (track === this.#track) return;
    this.#track = track;
    clearInterval(this.#timer);
    this.#video.srcObject = track && new MediaStream([track]);
    if (!track) return;
    this.#video.play().catch(() => undefined); // another camera took its place meanwhile
    this.#timer = setInterval(() => this.#draw(), everyMs);
  }

  /** How many pictures have come since the camera was opened. */
  get frames(): number {
    return this.#video.getVideoPlaybackQuality().totalVideoFrames;
  }

  /** The picture of now as a few RGBA bytes; null before there was one. */
  look(): Uint8ClampedArray | null {
    if (!this.#looking || this.#video.readyState < this.#video.HAVE_CURRENT_DATA) return null;
    this.#looking.drawImage(this.#canvas, 0, 0, looked.width, looked.height);
    return this.#looking.getImageData(0, 0, looked.width, looked.height).data;
  }

  #draw(): void {
    if (!this.#drawing || this.#video.readyState < this.#video.HAVE_CURRENT_DATA) return;
    this.#drawing.drawImage(this.#video, 0, 0, width, height);
    this.#send({ width, height, pixels: this.#drawing.getImageData(0, 0, width, height).data });
  }
}
