import type { Policy } from './schema.ts';

/** One setting in plain words. `group` is the part of the consent page that it belongs to. */
export interface Sentence {
  readonly key: string;
  readonly group: 'recorded' | 'checked' | 'locked' | 'kept';
  readonly text: string;
}

const fullScreen = {
  lenient: 'The exam fills the screen. You may be outside it for 30 seconds in total; then the attempt ends.',
  moderate: 'The exam fills the screen. You may be outside it for 15 seconds in total; then the attempt ends.',
  severe: 'The exam fills the screen. Leaving it ends the attempt at once.',
} as const;

/** Every setting of a policy that asks something of the candidate, one sentence each, in English. */
export function policySentences(policy: Policy): Sentence[] {
  const { recording, lockdown, verification, tools, retention } = policy;
  const sentences: (Sentence | false)[] = [
    recording.camera && say('recording.camera', 'recorded', 'Your camera is recorded for the whole exam.'),
    recording.microphone && say('recording.microphone', 'recorded', 'Your microphone is recorded for the whole exam.'),
    recording.screen &&
      say('recording.screen', 'recorded', 'Your whole screen is recorded, with everything you show on it.'),
    recording.webTraffic &&
      say('recording.webTraffic', 'recorded', 'The addresses of the pages you visit during the exam are noted.'),
    recording.input &&
      say('recording.input', 'recorded', 'The rhythm of your typing and mouse is noted, never which letters you type.'),
    recording.deskScan !== 'off' &&
      say(
        'recording.deskScan',
        'recorded',
        recording.deskScan === 'start'
          ? 'You show your desk to the camera before the start.'
          : 'You show your desk to the camera before the start and when asked during the exam.',
      ),
    verification.identity === 'photo' &&
      say('verification.identity', 'checked', 'You show an identity document to the camera.'),
    verification.identity === 'live' &&
      say('verification.identity', 'checked', 'A person at the help desk checks your identity document.'),
    verification.signature && say('verification.signature', 'checked', 'You sign an agreement.'),
    lockdown.fullScreen !== 'off' && say('lockdown.fullScreen', 'locked', fullScreen[lockdown.fullScreen]),
    lockdown.oneScreen && say('lockdown.oneScreen', 'locked', 'Only one display may be connected.'),
    lockdown.newTabs === 'none' &&
      say('lockdown.newTabs', 'locked', 'No other tab or window of this browser can be opened.'),
    lockdown.newTabs === 'linksOnly' &&
      say('lockdown.newTabs', 'locked', 'Only links in the exam page open a new tab.'),
    lockdown.closeTabs &&
      say('lockdown.closeTabs', 'locked', 'Your other tabs are closed, and given back after the exam.'),
    lockdown.allow.length > 0 &&
      say('lockdown.allow', 'locked', `These sites may be opened besides the exam: ${lockdown.allow.join(', ')}.`),
    lockdown.printing && say('lockdown.printing', 'locked', 'The exam pages cannot be printed.'),
    lockdown.clipboard &&
      say(
        'lockdown.clipboard',
        'locked',
        'Copy, cut and paste do not work in the exam. The clipboard is emptied, never read.',
      ),
    lockdown.downloads && say('lockdown.downloads', 'locked', 'Downloads are stopped during the exam.'),
    lockdown.rightClick && say('lockdown.rightClick', 'locked', 'The right-click menu does not open in the exam.'),
    lockdown.clearCache &&
      say('lockdown.clearCache', 'locked', 'The exam site\u2019s cached files are removed afterwards.'),
    lockdown.otherExtensions === 'report' &&
      say(
        'lockdown.otherExtensions',
        'locked',
        'Other browser extensions are named in the record. Assistive technology is always allowed.',
      ),
    lockdown.otherExtensions === 'block' &&
      say(
        'lockdown.otherExtensions',
        'locked',
        'Other browser extensions are switched off during the exam. Assistive technology is always allowed.',
      ),
    tools.calculator !== 'off' &&
      say('tools.calculator', 'locked', `A ${tools.calculator} calculator is offered in the exam.`),
    tools.whiteboard && say('tools.whiteboard', 'locked', 'A whiteboard is offered in the exam.'),
    say('lockdown.reEntry', 'locked', reEntrySentence(lockdown.reEntry)),
    say('retention', 'kept', `Recordings are deleted after ${retention.days} days.`),
  ];
  return sentences.filter((sentence) => sentence !== false);
}

function say(key: string, group: Sentence['group'], text: string): Sentence {
  return { key, group, text };
}

function reEntrySentence(reEntry: Policy['lockdown']['reEntry']): string {
  if (reEntry === 'never') return 'An attempt that ends cannot be entered again.';
  if (reEntry === 'code') return 'After a crash you enter again with a code from the help desk.';
  return `After a crash you can enter again within ${reEntry.allowed} minutes.`;
}
