import type { EventType } from '../protocol/events.ts';
import type { MessageKey } from '../words/text-key.ts';
import type { Words } from '../words/words.ts';
import type { Accommodation } from './accommodations.ts';
import { breakWords } from './breaks.ts';

/** What one part of an accommodation changes, in plain words. */
interface AccommodationSentence {
  readonly key: keyof Accommodation;
  readonly text: string;
}

/** What an accommodation changes for its candidate, one sentence each, in the language of `words`. */
export function accommodationSentences(accommodation: Accommodation, words: Words): AccommodationSentence[] {
  const { fullScreenSeconds, displays, extensions, noIdScan, breaks, exempt } = accommodation;
  const sentences: readonly (AccommodationSentence | false)[] = [
    fullScreenSeconds !== undefined && {
      key: 'fullScreenSeconds',
      text: words.text('relaxedFullScreen', words.length(fullScreenSeconds)),
    },
    displays !== undefined && { key: 'displays', text: words.plural('relaxedDisplays', displays) },
    extensions !== undefined && { key: 'extensions', text: words.plural('relaxedExtensions', extensions.length) },
    noIdScan !== undefined && { key: 'noIdScan', text: words.text('relaxedNoIdScan') },
    breaks !== undefined && { key: 'breaks', text: breakWords(breaks, words) },
    exempt !== undefined && { key: 'exempt', text: words.text('relaxedExempt', subjectsOf(exempt, words)) },
  ];
  return sentences.filter((sentence) => sentence !== false);
}

/** What an event is about: the first part of its type. */
type Subject = EventType extends infer Type ? (Type extends `${infer First}.${string}` ? First : never) : never;

const subjects: Readonly<Record<Subject, MessageKey>> = {
  browser: 'subjectBrowser',
  connection: 'subjectConnection',
  agreement: 'subjectAgreement',
  // Who meets a failed check is in the journal only by asking the desk about it.
  check: 'subjectHelp',
  session: 'subjectSession',
  focus: 'subjectFocus',
  fullscreen: 'subjectFullscreen',
  window: 'subjectWindow',
  input: 'subjectInput',
  page: 'subjectPage',
  tab: 'subjectTab',
  navigation: 'subjectNavigation',
  clipboard: 'subjectClipboard',
  print: 'subjectPrint',
  download: 'subjectDownload',
  contextmenu: 'subjectContextmenu',
  screenshot: 'subjectScreenshot',
  display: 'subjectDisplay',
  device: 'subjectDevice',
  camera: 'subjectCamera',
  microphone: 'subjectMicrophone',
  screen: 'subjectScreen',
  net: 'subjectNet',
  record: 'subjectRecord',
  clock: 'subjectClock',
  extension: 'subjectExtension',
  permission: 'subjectPermission',
  devtools: 'subjectDevtools',
  worker: 'subjectWorker',
  storage: 'subjectStorage',
  face: 'subjectFace',
  voice: 'subjectVoice',
  note: 'subjectNote',
  break: 'subjectBreak',
  order: 'subjectHelp',
  identity: 'subjectIdentity',
  desk: 'subjectDesk',
  help: 'subjectHelp',
};

/** What events are about, each named once. */
function subjectsOf(types: readonly EventType[], words: Words): string[] {
  return [...new Set(types.map((type) => words.text(subjects[type.split('.', 1)[0] as Subject])))];
}
