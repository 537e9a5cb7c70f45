import type { EventType } from '../protocol/events.ts';
import type { Accommodation } from './accommodations.ts';

/** What one part of an accommodation changes, in plain words. */
interface AccommodationSentence {
  readonly key: keyof Accommodation;
  readonly text: string;
}

/** What an accommodation changes for its candidate, one sentence each, in English. */
export function accommodationSentences(accommodation: Accommodation): AccommodationSentence[] {
  const { fullScreenSeconds, displays, extensions, noIdScan, exempt } = accommodation;
  const words: readonly (AccommodationSentence | false)[] = [
    fullScreenSeconds !== undefined && {
      key: 'fullScreenSeconds',
      text: `You may be outside full screen for ${lengthText(fullScreenSeconds)} in total.`,
    },
    displays !== undefined && { key: 'displays', text: `You may have up to ${displays} displays connected.` },
    extensions !== undefined && { key: 'extensions', text: extensionsText(extensions.length) },
    noIdScan !== undefined && {
      key: 'noIdScan',
      text: 'You need not show an identity document.',
    },
    exempt !== undefined && {
      key: 'exempt',
      text: `These are noted, and do not count against you: ${listed(exempt)}.`,
    },
  ];
  return words.filter((sentence) => sentence !== false);
}

function extensionsText(count: number): string {
  return count === 1
    ? 'One extension that you need stays on, and is not reported.'
    : `${count} extensions that you need stay on, and are not reported.`;
}

function lengthText(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  const rest = seconds % 60;
  const parts = [minutes > 0 && counted(minutes, 'minute'), rest > 0 && counted(rest, 'second')];
  return parts.filter((part) => part !== false).join(' and ');
}

function counted(count: number, unit: string): string {
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}

/** What an event is about: the first part of its type. */
type Subject = EventType extends infer Type ? (Type extends `${infer First}.${string}` ? First : never) : never;

const subjects: Readonly<Record<Subject, string>> = {
  browser: 'the check of browser and computer',
  connection: 'the measured connection',
  agreement: 'the signed agreement',
  session: 'interruptions of the exam',
  focus: 'leaving the exam’s window',
  fullscreen: 'leaving full screen',
  window: 'a window of another size',
  input: 'how you type and move the mouse',
  page: 'the pages that you visit',
  tab: 'opening other tabs',
  navigation: 'opening other pages',
  clipboard: 'copying or pasting',
  print: 'printing',
  download: 'downloads',
  contextmenu: 'right-clicks',
  screenshot: 'screenshot keys',
  display: 'other displays',
  device: 'lost or changed devices',
  camera: 'trouble with the camera’s picture',
  microphone: 'a silent microphone',
  screen: 'breaks in screen sharing',
  net: 'a lost connection',
  record: 'gaps in the recording',
  clock: 'a changed clock',
  extension: 'other extensions',
  permission: 'access that is taken back',
  devtools: 'developer tools',
  worker: 'restarts of Vigil',
  storage: 'little free storage',
  face: 'how many faces are in the picture',
  voice: 'voices',
  note: 'your own notes',
  identity: 'showing who you are',
  desk: 'showing your desk',
  help: 'asking for help',
};

/** Events by what they are about, each named once. */
function listed(types: readonly EventType[]): string {
  const words = new Set(types.map((type) => subjects[type.split('.', 1)[0] as Subject]));
  const [last, ...others] = [...words].reverse();
  return others.length === 0 ? `${last}` : `${others.reverse().join(', ')} and ${last}`;
}
