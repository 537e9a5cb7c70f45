import { nothingSeen, type ScreenSight, type ScreenWatch, seeScreen } from '../../src/recording/screen-check.ts';

const everyMs = 150;
/** How long to look at most: for the first picture, and for one that changes. */
const firstWithinMs = 4_000;
const longestMs = 2_000;
/** Large enough for a line of text that changes to show. */
const looked = { width: 480, height: 270 };

/** Looks at a shared screen until its picture has changed, or for a second or two. */
export async function lookAtScreen(track: MediaStreamTrack): Promise<ScreenSight> {
  const video = document.createElement('video');
  video.muted = true;
  video.srcObject = new MediaStream([track]);
  video.play().catch(() => undefined); // sharing was stopped meanwhile
  try {
    const isThere = await lasts(firstWithinMs, () => video.readyState >= video.HAVE_CURRENT_DATA);
    return isThere ? await look(video) : 'nothing';
  } finally {
    video.srcObject = null;
  }
}

async function look(video: HTMLVideoElement): Promise<ScreenSight> {
  const pen = new OffscreenCanvas(looked.width, looked.height).getContext('2d', { willReadFrequently: true });
  if (!pen) return 'nothing';
  let watch: ScreenWatch = nothingSeen;
  await lasts(longestMs, () => {
    pen.drawImage(video, 0, 0, looked.width, looked.height);
    watch = seeScreen(watch, pen.getImageData(0, 0, looked.width, looked.height).data);
    return watch.sight === 'changing';
  });
  return watch.sight;
}

/** Asks now and then until it is so, or the time is over; answers whether it came to be so. */
async function lasts(ms: number, isSo: () => boolean): Promise<boolean> {
  for (const end = performance.now() + ms; performance.now() < end; ) {
    if (isSo()) return true;
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
  return false;
}
