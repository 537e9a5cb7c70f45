import type { SessionView } from '../session/view.ts';
import type { IconName } from './icon.tsx';
import type { MessageKey } from './text.ts';
import { troubles } from './trouble.ts';

type Ending = NonNullable<SessionView['ending']>;

const endTitles: Record<Ending['reason'], MessageKey> = {
  submitted: 'endSubmitted',
  left: 'endLeft',
  terminated: 'endTerminated',
  declined: 'endDeclined',
};

const endCauses: Record<string, MessageKey> = {
  'exam-page-left': 'causeExamPageLeft',
  'exam-tab-closed': 'causeExamTabClosed',
  candidate: 'causeCandidate',
  desk: 'causeDesk',
  'full-screen-left': 'causeFullScreenLeft',
  'browser-restarted': 'causeBrowserClosed',
  'exam-tab-gone': 'causeExamTabClosed',
  'recorder-gone': 'causeRecorderGone',
  're-entry-over': 'causeReEntryOver',
  'permission-removed': 'causePermissionRemoved',
  'encryption-failed': 'causeEncryptionFailed',
  'extension-restarted': 'causeBrowserClosed',
};

/** Why an attempt ended, kindly: a title, and a sentence on what brought it about. */
export function endingWords({ reason, cause }: Ending): { readonly title: MessageKey; readonly detail: MessageKey } {
  const title = endTitles[reason];
  if (reason === 'submitted') return { title, detail: 'causeSubmitted' };
  if (reason === 'declined') return { title, detail: 'causeDeclined' };
  return { title, detail: endCauses[cause] ?? (reason === 'left' ? 'causeLeft' : 'causeTerminated') };
}

const gapCauses: Record<string, MessageKey> = {
  crash: 'gapCrash',
  restart: 'gapRestart',
  recorder: 'gapRecorder',
  device: 'gapDevice',
  user: 'gapUser',
  sleep: 'gapSleep',
  encryption: 'gapEncryption',
  storage: 'gapStorage',
  desk: 'gapDesk',
  break: 'gapBreak',
};

/** Why something is missing from a recording. */
export function gapWords(cause: string): MessageKey {
  return gapCauses[cause] ?? 'gapOther';
}

const streams: Record<string, MessageKey> = {
  camera: 'deviceCamera',
  microphone: 'deviceMicrophone',
  screen: 'deviceScreen',
  identity: 'streamIdentity',
  desk: 'streamDesk',
  signature: 'streamSignature',
};

/** The name of a recorded stream or device. */
export function streamWords(stream: string): MessageKey {
  return streams[stream] ?? 'deviceAny';
}

/** What the thumbnail says about the recording at one glance. */
export interface Signal {
  readonly key: MessageKey;
  readonly icon: IconName;
  readonly tone: 'calm' | 'on' | 'warn' | 'danger';
}

/** Whether anything is recorded now. */
export function isRecording(recorder: SessionView['recorder']): boolean {
  return Object.values(recorder).includes('recording');
}

/** Bytes that wait without being worth a word: a few seconds of recording are always on their way. */
const usualBacklog = 1_500_000;

type Seen = Pick<SessionView, 'phase' | 'recorder' | 'upload'> & Partial<Pick<SessionView, 'rest'>>;

/** The most pressing thing about a running session: a break, a lost device, the disk, the connection, a backlog, in this order. */
export function sessionSignal({ phase, recorder, upload, rest }: Seen): Signal {
  if (rest) return { key: 'signalBreak', icon: 'off', tone: 'warn' };
  if (phase === 'finishing') return { key: 'signalUploading', icon: 'send', tone: 'calm' };
  const [trouble] = troubles(recorder);
  if (trouble?.isLost) return { key: 'signalProblem', icon: 'error', tone: 'danger' };
  if (upload.lowRoom !== null) return { key: 'signalRoom', icon: 'warning', tone: 'warn' };
  if (trouble) return { key: 'signalProblem', icon: 'warning', tone: 'warn' };
  if (!upload.online) return { key: 'signalOffline', icon: 'offline', tone: 'warn' };
  // How long the rest will take is known as soon as some of it comes through.
  if (upload.waitingBytes > usualBacklog && upload.left) return { key: 'signalUploading', icon: 'send', tone: 'calm' };
  if (upload.waitingBytes > usualBacklog) return { key: 'signalBuffering', icon: 'waiting', tone: 'warn' };
  return isRecording(recorder)
    ? { key: 'signalRecording', icon: 'record', tone: 'on' }
    : { key: 'signalIdle', icon: 'off', tone: 'calm' };
}
