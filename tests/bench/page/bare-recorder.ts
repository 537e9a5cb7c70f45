import { fitTrack } from '../../../extension/offscreen/fitted-copy.ts';
import { recorderOptions } from '../../../extension/offscreen/stream-recorder.ts';
import type { ExamStream } from '../../../src/protocol/journal.ts';
import { partLength, type Quality, qualitySettings, type StreamSettings } from '../../../src/recording/quality.ts';

const bareRecorder = { record };
export type BareRecorder = typeof bareRecorder;
Object.assign(window, { bareRecorder });

/** Records camera, microphone and screen as the product does, and throws away what comes. Resolves once both run. */
async function record(quality: Quality): Promise<void> {
  const { camera, screen } = qualitySettings(quality);
  const { width, height, frameRate } = camera;
  const devices = await navigator.mediaDevices.getUserMedia({ video: { width, height, frameRate }, audio: true });
  const display = await navigator.mediaDevices.getDisplayMedia({ video: { displaySurface: 'monitor' }, audio: false });
  const [track] = display.getVideoTracks();
  if (track) {
    track.contentHint = 'detail';
    await fitTrack(track, screen);
  }
  await Promise.all([recorded('camera', devices, camera), recorded('screen', display, screen)]);
}

function recorded(stream: ExamStream, media: MediaStream, settings: StreamSettings): Promise<unknown> {
  const recorder = new MediaRecorder(media, recorderOptions(media, settings));
  const first = new Promise((resolve) => recorder.addEventListener('dataavailable', resolve, { once: true }));
  recorder.start(partLength(stream));
  return first;
}
