import type { RecorderCommand } from '../../src/protocol/messages.ts';
import type { QualitySettings, StreamSettings } from '../../src/recording/quality.ts';
import type { ScreenPick } from '../../src/recording/screen-check.ts';
import { CandidateError, type Saying, say } from '../../src/words/saying.ts';
import { fitTrack } from './fitted-copy.ts';

// Opens what is recorded from. Who records it, and what happens when it goes, is decided elsewhere.

type RecordCommand = Extract<RecorderCommand, { type: 'record' }>;

/** Opens camera and microphone as chosen, in one go, so that their times fit. @throws CandidateError when the browser does not */
export async function openDevices(
  { cameraId, microphoneId }: RecordCommand,
  { camera }: QualitySettings,
): Promise<MediaStream> {
  try {
    return await navigator.mediaDevices.getUserMedia({
      video: cameraId === null ? false : cameraConstraints(cameraId, camera),
      audio: microphoneId === null ? false : exactly(microphoneId),
    });
  } catch (error) {
    throw new CandidateError(say('recordDevices', wordsOf(error)));
  }
}

/** Opens one device anew; an empty id leaves the choice to the browser. @throws the browser's own error */
export async function openDevice(
  device: 'camera' | 'microphone',
  id: string,
  { camera }: QualitySettings,
): Promise<MediaStreamTrack> {
  const media = await navigator.mediaDevices.getUserMedia(
    device === 'camera' ? { video: cameraConstraints(id, camera) } : { audio: exactly(id) },
  );
  const [track] = media.getTracks();
  if (!track) throw new Error(`The ${device} gave nothing to record`);
  return track;
}

/** Whether a device is plugged in. */
export async function isThere(id: string): Promise<boolean> {
  const devices = await navigator.mediaDevices.enumerateDevices();
  return devices.some(({ deviceId }) => deviceId === id);
}

/** The device's own id while it is plugged in, that of another of its kind otherwise; empty leaves it to the browser. */
export async function thisOrAnother(device: 'camera' | 'microphone', id: string): Promise<string> {
  const kind = device === 'camera' ? 'videoinput' : 'audioinput';
  const all = (await navigator.mediaDevices.enumerateDevices()).filter((one) => one.kind === kind);
  return (all.find(({ deviceId }) => deviceId === id) ?? all[0])?.deviceId ?? '';
}

/** Shows the browser's picker. @throws the browser's own error */
export async function pickScreen(): Promise<{ track: MediaStreamTrack; surface: string }> {
  const media = await navigator.mediaDevices.getDisplayMedia(screenRequest);
  const [track] = media.getVideoTracks();
  if (!track) throw new CandidateError(say('pickerFailed'));
  return { track, surface: track.getSettings().displaySurface ?? 'unknown' };
}

/** What a picker came to that gave nothing. */
export function failedPick(error: unknown): ScreenPick {
  const { name, message } = error instanceof Error ? error : { name: '', message: String(error) };
  return { error: { name, message }, surface: '', sight: 'nothing' };
}

/** Shows the browser's picker again. @throws CandidateError */
export function shareScreen(): ReturnType<typeof pickScreen> {
  return pickScreen().catch((error: unknown) => {
    throw new CandidateError(pickerFault(error));
  });
}

/** Scales a shared screen to what the quality records of it. */
export async function fitScreen(track: MediaStreamTrack, settings: StreamSettings): Promise<void> {
  track.contentHint = 'detail';
  await fitTrack(track, settings);
}

/** What the browser says of an error. */
export function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

const exactly = (id: string): MediaTrackConstraints => (id === '' ? {} : { deviceId: { exact: id } });

function cameraConstraints(id: string, { width, height, frameRate }: StreamSettings): MediaTrackConstraints {
  return { ...exactly(id), width, height, frameRate };
}

const screenRequest: DisplayMediaStreamOptions & Record<string, unknown> = {
  video: { displaySurface: 'monitor', frameRate: { max: 5 } },
  audio: false,
  monitorTypeSurfaces: 'include',
  surfaceSwitching: 'exclude',
  selfBrowserSurface: 'exclude',
};

function pickerFault(error: unknown): Saying {
  const isRefused = error instanceof DOMException && error.name === 'NotAllowedError';
  return isRefused ? say('pickerNothing') : say('pickerFault', wordsOf(error));
}
