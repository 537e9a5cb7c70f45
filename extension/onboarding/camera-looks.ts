import { useEffect, useState } from 'preact/hooks';
import {
  type CameraWatch,
  describePicture,
  glance,
  newCameraWatch,
  type PictureDescription,
  placeOf,
} from '../../src/recording/camera-check.ts';
import { pictureFacts, type SmallPicture } from '../../src/recording/picture-facts.ts';
import { FaceCount } from './face-count.ts';

const everyMs = 250;
const looked = { width: 128, height: 96 };

interface CameraLooks {
  readonly watch: CameraWatch;
  /** How many faces the browser found; null where it does not look for any. */
  readonly faces: number | null;
  readonly description: PictureDescription | null;
}

/** Looks at the picture of a camera four times a second. */
export function useCameraLooks(
  video: { readonly current: HTMLVideoElement | null },
  track: MediaStreamTrack,
): CameraLooks {
  const [looks, setLooks] = useState<CameraLooks>(() => ({
    watch: newCameraWatch(performance.now()),
    faces: null,
    description: null,
  }));
  useEffect(() => {
    const pen = new OffscreenCanvas(looked.width, looked.height).getContext('2d', { willReadFrequently: true });
    if (pen) pen.imageSmoothingQuality = 'medium';
    const faces = new FaceCount();
    let watch = newCameraWatch(performance.now());
    let before: SmallPicture | null = null;
    const look = () => {
      const picture = pen && takePicture(pen, video.current);
      const now = performance.now();
      const facts = picture && pictureFacts(picture, before);
      watch = glance(watch, { muted: track.muted, picture: facts }, now);
      before = picture;
      if (video.current && facts) faces.look(video.current, video.current.videoWidth);
      setLooks({ watch, faces: faces.count, description: describePicture(watch, now, placeOf(faces.at)) });
    };
    const timer = setInterval(look, everyMs);
    return () => clearInterval(timer);
  }, [track]);
  return looks;
}

function takePicture(pen: OffscreenCanvasRenderingContext2D, video: HTMLVideoElement | null): SmallPicture | null {
  if (!video || video.readyState < video.HAVE_CURRENT_DATA) return null;
  pen.drawImage(video, 0, 0, looked.width, looked.height);
  return { pixels: pen.getImageData(0, 0, looked.width, looked.height).data, width: looked.width };
}
