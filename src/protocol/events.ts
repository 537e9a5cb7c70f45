import * as v from 'valibot';

/** Every event that a session may record; the reviewer's flags are derived from these by the backend. */
export const eventTypes = [
  /** What was found of browser and computer before the exam. */
  'browser.checked',
  /** What the link to the backend was measured to carry before the exam. */
  'connection.measured',
  /** The candidate signed: how (the cause), and the digest of the text. */
  'agreement.signed',
  /** A check before the exam bars the way, and the candidate asks the desk about it. The cause is what failed. */
  'check.failed',
  /** The desk lets the candidate go on without it: why, and who. `too-late`: it did not bar the way any more. */
  'check.overridden',
  /** The candidate is past it: what was wrong is `mended`, or `overridden`, or the exam goes on `without` the device. */
  'check.passed',
  'session.started',
  'session.paused',
  'session.resumed',
  /** The desk gave more time: how many `minutes`. */
  'session.extended',
  /** The desk marked the moment for the reviewers. */
  'session.flagged',
  /** The desk ordered what cannot be any more: `too-late`, or `not-running` while no exam runs that it could be about. */
  'order.void',
  'session.submitted',
  'session.left',
  'session.terminated',
  'focus.lost',
  'focus.back',
  'fullscreen.left',
  'fullscreen.back',
  'window.resized',
  /** What was counted of keyboard and mouse over some seconds; see input-counts.ts. */
  'input.summary',
  /** A page came in front: its site and path. */
  'page.visited',
  'tab.blocked',
  'tab.closed',
  'navigation.blocked',
  'clipboard.blocked',
  'print.blocked',
  'download.blocked',
  'contextmenu.blocked',
  'screenshot.key',
  'display.added',
  'display.removed',
  /** The browser does not say how many displays there are. */
  'display.unknown',
  /** Before the exam a device was chosen against the advice of its check, which the cause names. */
  'device.advised',
  'device.lost',
  'device.changed',
  'device.back',
  'camera.covered',
  'camera.frozen',
  'camera.virtual',
  'microphone.silent',
  'screen.share.stopped',
  'screen.share.back',
  'net.offline',
  'net.online',
  'record.gap',
  'record.downshift',
  'clock.jump',
  'extension.found',
  /** The candidate took back an access that the session needs. */
  'permission.removed',
  'devtools.open',
  'worker.restarted',
  'storage.low',
  'face.none',
  'face.many',
  'voice.heard',
  'note.added',
  /** The candidate asks for a break; `session.paused` with the cause `break` tells that there is one. */
  'break.asked',
  'break.refused',
  /** A break takes longer than it may. */
  'break.over',
  /** The candidate took photos of an identity document and of the face, and handed them in. */
  'identity.shown',
  /** The desk looked at them: the candidate may go on, or is asked to take them again. */
  'identity.admitted',
  'identity.refused',
  /** During the exam the candidate is asked to show the desk to the camera. */
  'desk.asked',
  /** The candidate showed the desk to the camera. */
  'desk.scanned',
  'help.opened',
  'help.message',
] as const;

export const eventType = v.picklist(eventTypes);
export type EventType = v.InferOutput<typeof eventType>;

/** How much an event matters, from 0 (for the record) to 1 (ends the attempt). A reviewer weighs it; the client adds nothing up. */
export const severity = v.pipe(v.number(), v.minValue(0), v.maxValue(1));

/** An event of at least this severity counts as a flag in lists. It weighs nothing by itself. */
export const flagFrom = 0.3;

/** Small facts about an event. Never what was typed, copied, or written on a foreign page. */
export const eventData = v.record(
  v.pipe(v.string(), v.maxLength(40)),
  v.union([v.string(), v.number(), v.boolean(), v.null()]),
);
export type EventData = v.InferOutput<typeof eventData>;
