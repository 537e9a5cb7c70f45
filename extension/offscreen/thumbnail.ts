import { announce } from '../../src/browser/announcements.ts';

const everyMs = 300;
const width = 240;
const height = 180;

/** Shows small pictures of the camera to our own pages until the signal aborts. They never enter the exam's process. */
export function showThumbnail(media: MediaStream, signal: AbortSignal): void {
  const video = document.createElement('video');
  video.muted = true;
  video.srcObject = media;
  void video.play();
  const canvas = new OffscreenCanvas(width, height);
  const picture = canvas.getContext('2d');
  const draw = async () => {
    if (!picture || video.readyState < video.HAVE_CURRENT_DATA) return;
    picture.drawImage(video, 0, 0, width, height);
    announce({ topic: 'frame', jpeg: await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.6 }) });
  };
  const timer = setInterval(() => void draw(), everyMs);
  signal.addEventListener('abort', () => {
    clearInterval(timer);
    video.srcObject = null;
  });
}
