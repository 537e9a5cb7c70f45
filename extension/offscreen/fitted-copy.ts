import type { StreamSettings } from '../../src/recording/quality.ts';

/**
 * The same media with a copy of the picture's track that is not larger and not faster than the settings say. The
 * originals, and what watches over them, stay as they are. Where the browser cannot fit the copy, it stays as it was.
 */
export async function fittedCopy(media: MediaStream, settings: StreamSettings): Promise<MediaStream> {
  const copies = media.getVideoTracks().map((track) => {
    const copy = track.clone();
    copy.contentHint = track.contentHint;
    return copy;
  });
  await Promise.all(copies.map((copy) => fitTrack(copy, settings).catch(() => undefined)));
  return new MediaStream([...copies, ...media.getAudioTracks()]);
}

/** Makes a track's pictures no larger and no faster than the settings say. */
export async function fitTrack(track: MediaStreamTrack, settings: StreamSettings): Promise<void> {
  const { width, height, frameRate } = settings;
  await track.applyConstraints({ width: { max: width }, height: { max: height }, frameRate: { max: frameRate } });
}
