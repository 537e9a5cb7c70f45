import type { StreamSettings } from '../../src/recording/quality.ts';

/** Media to be recorded in place of others. */
export interface FittedCopy {
  readonly media: MediaStream;
  /** Lets the copy go; the originals stay as they are. */
  release(): void;
}

/**
 * The same media with a smaller and slower picture, as the settings say. The originals, and what watches over them, stay
 * as they are. The browser's recorder takes pictures in the size in which the device gives them, whatever the track is
 * constrained to: so they are drawn anew.
 */
export async function fittedCopy(media: MediaStream, settings: StreamSettings): Promise<FittedCopy> {
  const copies = await Promise.all(media.getVideoTracks().map((track) => redrawn(track, settings)));
  return {
    media: new MediaStream([...copies.flatMap(({ tracks }) => tracks), ...media.getAudioTracks()]),
    release: () => {
      for (const copy of copies) copy.release();
    },
  };
}

/** Makes a track's pictures no larger and no faster than the settings say. */
export async function fitTrack(track: MediaStreamTrack, settings: StreamSettings): Promise<void> {
  const { width, height, frameRate } = settings;
  await track.applyConstraints({ width: { max: width }, height: { max: height }, frameRate: { max: frameRate } });
}

async function redrawn(original: MediaStreamTrack, settings: StreamSettings) {
  const track = original.clone();
  await fitTrack(track, settings);
  const video = document.createElement('video');
  video.muted = true;
  video.srcObject = new MediaStream([track]);
  await video.play();
  const canvas = document.createElement('canvas');
  const picture = canvas.getContext('2d', { alpha: false });
  const stream = canvas.captureStream(0);
  const draw = () => {
    // A size that changes clears the canvas, so it is set only when it does: a screen may be turned.
    if (canvas.width !== video.videoWidth) canvas.width = video.videoWidth;
    if (canvas.height !== video.videoHeight) canvas.height = video.videoHeight;
    picture?.drawImage(video, 0, 0);
    for (const drawn of stream.getVideoTracks()) {
      if (drawn instanceof CanvasCaptureMediaStreamTrack) drawn.requestFrame();
    }
  };
  for (const drawn of stream.getVideoTracks()) drawn.contentHint = original.contentHint;
  draw();
  const timer = setInterval(draw, 1000 / settings.frameRate);
  const release = () => {
    clearInterval(timer);
    video.srcObject = null;
    for (const each of [track, ...stream.getVideoTracks()]) each.stop();
  };
  // When the device is gone, so is the copy: the recorder ends, as it does on the original.
  track.addEventListener('ended', release);
  return { tracks: stream.getVideoTracks(), release };
}
