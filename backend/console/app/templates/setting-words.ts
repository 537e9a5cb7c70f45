import type { PolicyFault } from '../../../../src/policy/combinations.ts';
import type { Field } from './policy-fields.ts';

/** A setting's name in the form, and what the administrator should know besides. */
export interface SettingWords {
  readonly label: string;
  readonly hint?: string;
}

export const groupWords: Readonly<Record<string, string>> = {
  recording: 'Recording',
  lockdown: 'Lockdown',
  verification: 'Before the start',
  tools: 'Tools in the exam',
  help: 'Help desk',
  exam: 'Pages of the exam',
  behaviour: 'Weights for reviewers',
  retention: 'Retention',
};

/** What holds for all settings of a group. */
export const groupHints: Readonly<Record<string, string>> = {
  behaviour: 'How much a reviewer minds: 0 not at all, 5 most. Candidates’ browsers compute nothing from it.',
};

const patternHint = 'One address pattern a line, such as https://exam.example/exams/:exam/take/*';

export const settingWords: Readonly<Record<string, SettingWords>> = {
  'recording.camera': { label: 'Camera' },
  'recording.microphone': { label: 'Microphone' },
  'recording.screen': { label: 'Screen', hint: 'The whole desktop; a window or tab is refused.' },
  'recording.webTraffic': {
    label: 'Addresses of visited pages',
    hint: 'Host and path, never what follows the question mark.',
  },
  'recording.input': { label: 'Rhythm of keyboard and mouse', hint: 'Never which character was typed.' },
  'recording.deskScan': { label: 'Desk scan' },
  'recording.quality': { label: 'Quality', hint: 'Mean upload of all streams together.' },
  'recording.recipients': {
    label: 'Encrypt recordings for',
    hint: 'One public key (age1…) a line, as age-keygen prints it. With any of them recordings are encrypted on the candidate’s device; who loses every key file loses the recordings. Empty: not encrypted.',
  },
  'lockdown.fullScreen': { label: 'Full screen', hint: 'Time outside is added up over the whole attempt.' },
  'lockdown.oneScreen': { label: 'One display only' },
  'lockdown.newTabs': { label: 'New tabs and windows' },
  'lockdown.closeTabs': { label: 'Close other tabs', hint: 'Listed and confirmed first, given back afterwards.' },
  'lockdown.allow': { label: 'Sites allowed besides the exam', hint: patternHint },
  'lockdown.printing': { label: 'Block printing' },
  'lockdown.clipboard': { label: 'Block copy and paste' },
  'lockdown.downloads': { label: 'Block downloads' },
  'lockdown.rightClick': { label: 'Block the right-click menu' },
  'lockdown.clearCache': { label: 'Clear the exam site’s cache', hint: 'After the upload is confirmed.' },
  'lockdown.reEntry': { label: 'Entering again after a crash' },
  'lockdown.otherExtensions': { label: 'Other browser extensions', hint: 'Assistive technology is always allowed.' },
  'verification.camera': { label: 'Check the camera', hint: 'It must show a picture before the exam starts.' },
  'verification.microphone': {
    label: 'Check the microphone',
    hint: 'A voice, or another sign of the candidate’s, must be heard before the exam starts.',
  },
  'verification.screen': { label: 'Check the shared screen', hint: 'Its picture must not be black.' },
  'verification.identity': { label: 'Identity' },
  'verification.signature': { label: 'Signed agreement' },
  'tools.calculator': { label: 'Calculator' },
  'tools.whiteboard': { label: 'Whiteboard' },
  'help.technical': {
    label: 'Offer technical help beside your desk',
    hint: 'Candidates choose for each message; the help desk shows which they chose.',
  },
  'help.pictures': {
    label: 'Let candidates send pictures',
    hint: 'Of up to 2 MB each, without metadata; deleted with the recordings. They are not encrypted.',
  },
  'exam.start': { label: 'Pages before the exam', hint: patternHint },
  'exam.take': {
    label: 'Pages during the exam',
    hint: 'Leaving them ends the attempt as not submitted. One pattern a line.',
  },
  'exam.end': { label: 'Pages after the exam', hint: 'Reaching one ends the attempt gracefully. One pattern a line.' },
  'exam.breaks': {
    label: 'Breaks',
    hint: 'In a break nothing is recorded, and the exam’s page is covered. The desk can give one in any case.',
  },
  'behaviour.navigatingAway': { label: 'Navigating away' },
  'behaviour.keystrokes': { label: 'Keystrokes' },
  'behaviour.copyPaste': { label: 'Copy and paste' },
  'behaviour.browserResize': { label: 'Resizing the browser' },
  'behaviour.audioLevels': { label: 'Sound levels' },
  'behaviour.headMovement': { label: 'Head movement' },
  'behaviour.multipleFaces': { label: 'Several faces' },
  'behaviour.leavingRoom': { label: 'Leaving the room' },
  'retention.days': { label: 'Days until recordings are deleted', hint: 'Shown to the candidate.' },
};

/** The choices of a setting in words. */
export const choiceWords: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'recording.deskScan': { off: 'None', start: 'Before the start', periodic: 'Before the start and at random moments' },
  'recording.quality': { low: 'Low (92 kbit/s)', standard: 'Standard (189 kbit/s)', high: 'High (400 kbit/s)' },
  'lockdown.fullScreen': {
    off: 'Not asked for',
    lenient: 'Lenient: 30 s outside in all',
    moderate: 'Moderate: 15 s outside in all',
    severe: 'Severe: leaving ends the attempt',
  },
  'lockdown.newTabs': { allowed: 'Allowed', none: 'None', linksOnly: 'Only links in the exam page' },
  'lockdown.reEntry': { allowed: 'Allowed for some minutes', code: 'With a code from the desk', never: 'Never' },
  'lockdown.otherExtensions': { allowed: 'Allowed', report: 'Named in the record', block: 'Switched off' },
  'exam.breaks': { count: 'Taken without asking', desk: 'Asked for at the desk', off: 'None' },
  'verification.identity': { off: 'Not checked', photo: 'Photo of a document', live: 'A person at the desk' },
  'tools.calculator': { off: 'None', basic: 'Basic', scientific: 'Scientific', graphing: 'Graphing' },
};

/** What follows a number of a setting, and what it is at first. */
export const numberWords: Readonly<Record<string, { readonly unit: string; readonly usual: number }>> = {
  allowed: { unit: 'minutes', usual: 30 },
  count: { unit: 'breaks of', usual: 1 },
  minutes: { unit: 'minutes', usual: 10 },
};

/** A fault in words that make sense at its field: keys and choices as the form names them. */
export function faultText({ key, rule }: PolicyFault, field: Field): string {
  const choices = choiceWords[field.key] ?? {};
  const words = rule
    .replace(/\b(\w+)\.(\w+)\b/g, (name, group: string) => {
      const setting = settingWords[name];
      return setting ? `“${setting.label}” (${groupWords[group] ?? group})` : name;
    })
    .replace(/^\w+( and \w+)?/, (start) =>
      start.replace(/\w+/g, (word) => (choices[word] ? `“${choices[word]}”` : word)),
    );
  const line = Number(key.slice(field.key.length + 1)) + 1;
  const start = field.control.kind === 'lines' && key !== field.key ? `line ${line} ${words}` : words;
  return `${start.charAt(0).toUpperCase()}${start.slice(1)}.`;
}
