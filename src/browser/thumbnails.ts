/** A small picture of the camera. */
export interface ThumbnailPicture {
  readonly width: number;
  readonly height: number;
  /** RGBA, row by row: a small picture costs no more to pass on as it is than to pack and unpack. */
  readonly pixels: Uint8ClampedArray<ArrayBuffer>;
}

/** A channel of its own: only who shows the picture is to unpack it. */
const name = 'vigil.thumbnails';

/** Opens the way on which pictures are passed on to our own pages. */
export function thumbnailSender(): (picture: ThumbnailPicture) => void {
  const channel = new BroadcastChannel(name);
  return (picture) => channel.postMessage(picture);
}

/** Pictures of the camera for the thumbnail, one a second, while the recorder runs, until the signal aborts. */
export function watchThumbnail(draw: (picture: ThumbnailPicture) => void, signal: AbortSignal): void {
  const channel = new BroadcastChannel(name);
  channel.addEventListener('message', ({ data }: MessageEvent<ThumbnailPicture>) => draw(data), { signal });
  signal.addEventListener('abort', () => channel.close());
}
