import type { Policy } from './schema.ts';

/** One setting in plain words. `group` is the part of the consent page that it belongs to. */
export interface Sentence {
  readonly key: string;
  readonly group: 'recorded' | 'checked' | 'locked' | 'kept';
  readonly text: string;
}

/** A setting's key and words; false when the policy does not ask for it. */
type Words = readonly [key: string, text: string] | false;

/** Every setting of a policy that asks something of the candidate, one sentence each, in English. */
export function policySentences(policy: Policy): Sentence[] {
  const groups: Record<Sentence['group'], readonly Words[]> = {
    recorded: recorded(policy),
    checked: checked(policy),
    locked: [...windowAndTabs(policy), ...pageAndDevice(policy), ...offers(policy)],
    kept: [encryption(policy), ['retention', `Recordings are deleted after ${policy.retention.days} days.`]],
  };
  return (['recorded', 'checked', 'locked', 'kept'] as const).flatMap((group) =>
    groups[group].filter((words) => words !== false).map(([key, text]) => ({ key, group, text })),
  );
}

function recorded({ recording }: Policy): Words[] {
  const deskScan = {
    start: 'You film your desk with camera and microphone before the start.',
    periodic: 'You film your desk with camera and microphone before the start, and when asked during the exam.',
  };
  return [
    recording.camera && ['recording.camera', 'Your camera is recorded for the whole exam.'],
    recording.microphone && ['recording.microphone', 'Your microphone is recorded for the whole exam.'],
    recording.screen && ['recording.screen', 'Your whole screen is recorded, with everything you show on it.'],
    recording.webTraffic && [
      'recording.webTraffic',
      'Each page that you look at in this browser during the exam is noted: its site and path, nothing that follows a question mark.',
    ],
    recording.input && [
      'recording.input',
      'In the exam’s pages it is counted how much and how fast you type, click, scroll and paste, and how far the mouse moves: letters, digits and other kinds of keys, never which key and never what you type.',
    ],
    recording.deskScan !== 'off' && ['recording.deskScan', deskScan[recording.deskScan]],
  ];
}

function encryption({ recording }: Policy): Words {
  if (!recording.recipients?.length) return false;
  return [
    'recording.recipients',
    'The recording is encrypted on this device before it is sent. Whoever has the exam provider\u2019s key can open it; the server that keeps it cannot.',
  ];
}

function checked({ verification }: Policy): Words[] {
  const identity = {
    photo: 'You take photos of an identity document and of your face.',
    live: 'You take photos of an identity document and of your face; a person at the help desk looks at them before you start.',
  };
  return [
    verification.identity !== 'off' && ['verification.identity', identity[verification.identity]],
    verification.signature && [
      'verification.signature',
      'You sign an agreement: with your typed name, or with a drawn signature.',
    ],
  ];
}

function windowAndTabs({ lockdown }: Policy): Words[] {
  const fullScreen = {
    lenient: 'The exam fills the screen. You may be outside it for 30 seconds in total; then the attempt ends.',
    moderate: 'The exam fills the screen. You may be outside it for 15 seconds in total; then the attempt ends.',
    severe: 'The exam fills the screen. Leaving it ends the attempt at once.',
  };
  const newTabs = {
    none: 'No other tab or window of this browser can be opened.',
    linksOnly: 'Only links in the exam page open a new tab.',
  };
  const allowed = `These sites may be opened besides the exam: ${lockdown.allow.join(', ')}.`;
  return [
    lockdown.fullScreen !== 'off' && ['lockdown.fullScreen', fullScreen[lockdown.fullScreen]],
    lockdown.oneScreen && ['lockdown.oneScreen', 'Only one display may be connected.'],
    lockdown.newTabs !== 'allowed' && ['lockdown.newTabs', newTabs[lockdown.newTabs]],
    lockdown.closeTabs && ['lockdown.closeTabs', 'Your other tabs are closed, and given back after the exam.'],
    lockdown.allow.length > 0 && ['lockdown.allow', allowed],
  ];
}

function pageAndDevice({ lockdown }: Policy): Words[] {
  const extensions = {
    report: 'Other browser extensions are named in the record. Assistive technology is always allowed.',
    block: 'Other browser extensions are switched off during the exam. Assistive technology is always allowed.',
  };
  return [
    lockdown.printing && ['lockdown.printing', 'The exam pages cannot be printed.'],
    lockdown.clipboard && [
      'lockdown.clipboard',
      'Copy, cut and paste do not work in the exam. The clipboard is emptied, never read.',
    ],
    lockdown.downloads && ['lockdown.downloads', 'Downloads are stopped during the exam.'],
    lockdown.rightClick && ['lockdown.rightClick', 'The right-click menu does not open in the exam.'],
    lockdown.clearCache && ['lockdown.clearCache', 'The exam site\u2019s cached files are removed afterwards.'],
    lockdown.otherExtensions !== 'allowed' && ['lockdown.otherExtensions', extensions[lockdown.otherExtensions]],
  ];
}

function offers({ tools, lockdown }: Policy): Words[] {
  return [
    tools.calculator !== 'off' && ['tools.calculator', `A ${tools.calculator} calculator is offered in the exam.`],
    tools.whiteboard && ['tools.whiteboard', 'A whiteboard is offered in the exam.'],
    ['lockdown.reEntry', reEntrySentence(lockdown.reEntry)],
  ];
}

function reEntrySentence(reEntry: Policy['lockdown']['reEntry']): string {
  if (reEntry === 'never') return 'An attempt that ends cannot be entered again.';
  if (reEntry === 'code') return 'After a crash you enter again with a code from the help desk.';
  return `After a crash you can enter again within ${reEntry.allowed} minutes.`;
}
