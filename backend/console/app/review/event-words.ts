import type { EventType } from '../../../../src/protocol/events.ts';
import type { EventMark } from './span.ts';

/** Events in a reviewer's words. */
export const eventWords: Readonly<Record<EventType, string>> = {
  'browser.checked': 'Browser and computer checked',
  'connection.measured': 'Connection measured',
  'agreement.signed': 'Agreement signed',
  'check.failed': 'Desk asked about a check that failed',
  'check.overridden': 'Check overridden by the desk',
  'check.passed': 'Past the check that failed',
  'session.started': 'Exam started',
  'session.paused': 'Exam paused',
  'session.resumed': 'Exam resumed',
  'session.extended': 'More time given by the desk',
  'session.flagged': 'Flagged by the desk',
  'order.void': 'Order of the desk came too late',
  'session.submitted': 'Exam submitted',
  'session.left': 'Left without submitting',
  'session.terminated': 'Ended by the rules',
  'focus.lost': 'Exam lost the focus',
  'focus.back': 'Focus back on the exam',
  'fullscreen.left': 'Full screen left',
  'fullscreen.back': 'Back in full screen',
  'window.resized': 'Window resized',
  'input.summary': 'Keyboard and mouse counted',
  'page.visited': 'Page visited',
  'tab.blocked': 'New tab stopped',
  'tab.closed': 'Tab closed for the exam',
  'navigation.blocked': 'Navigation stopped',
  'clipboard.blocked': 'Copy or paste stopped',
  'print.blocked': 'Printing stopped',
  'download.blocked': 'Download stopped',
  'contextmenu.blocked': 'Right-click menu stopped',
  'screenshot.key': 'Screenshot key pressed',
  'display.added': 'Display added',
  'display.removed': 'Display removed',
  'display.unknown': 'Number of displays not known',
  'device.advised': 'Device used against advice',
  'device.lost': 'Device lost',
  'device.changed': 'Device changed',
  'device.back': 'Device back',
  'camera.covered': 'Camera covered',
  'camera.frozen': 'Camera picture frozen',
  'camera.virtual': 'Virtual camera',
  'microphone.silent': 'Microphone silent',
  'screen.share.stopped': 'Screen sharing stopped',
  'screen.share.back': 'Screen sharing back',
  'net.offline': 'Connection lost',
  'net.online': 'Connection back',
  'record.gap': 'Gap in the recording',
  'record.downshift': 'Recording quality changed',
  'clock.jump': 'Clock changed',
  'extension.found': 'Other extension found',
  'permission.removed': 'Access taken back',
  'devtools.open': 'Developer tools open',
  'worker.restarted': 'Vigil restarted',
  'storage.low': 'Storage low',
  'face.none': 'No face in sight (advice)',
  'face.many': 'More than one face (advice)',
  'voice.heard': 'Voice heard (advice)',
  'note.added': 'Note by the candidate',
  'break.asked': 'Break asked for',
  'break.refused': 'Break refused',
  'break.over': 'Break takes longer than granted',
  'identity.shown': 'Photos of document and face handed in',
  'identity.admitted': 'Admitted by the desk',
  'identity.refused': 'Photos asked for again by the desk',
  'desk.asked': 'Asked to show the desk',
  'desk.scanned': 'Desk shown to the camera',
  'help.opened': 'Help opened',
  'help.message': 'Message to the desk',
};

export type Weight = 'record' | 'flag' | 'grave';

export const weightWords: Readonly<Record<Weight, string>> = {
  record: 'For the record',
  flag: 'Flag',
  grave: 'Grave',
};

/** A severity at which an event nearly or truly ends an attempt. */
const graveFrom = 0.7;

/**
 * How an event's severity is shown. One that the candidate's accommodation covers is for the record only.
 * @param flagFrom severity from which an event counts as a flag
 */
export function weightOf(
  { severity, accommodated }: Pick<EventMark['body'], 'severity' | 'accommodated'>,
  flagFrom: number,
): Weight {
  if (accommodated) return 'record';
  if (severity >= graveFrom) return 'grave';
  return severity >= flagFrom ? 'flag' : 'record';
}

/** A cause code such as `escape-key` as words. */
export function causeText(cause: string): string {
  return cause.replaceAll('-', ' ');
}

/** An event's small facts in one line: `awayMs: 2300` reads as `away 2.3 s`. */
export function dataText(data: Readonly<Record<string, string | number | boolean | null>>): string {
  return Object.entries(data)
    .map(([key, value]) => {
      const isTime = key.endsWith('Ms') && typeof value === 'number';
      const name = (isTime ? key.slice(0, -2) : key).replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
      return isTime ? `${name} ${value / 1000} s` : `${name}: ${value ?? 'none'}`;
    })
    .join(', ');
}
