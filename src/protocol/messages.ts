import * as v from 'valibot';
import { eventData } from './events.ts';
import { count, milliseconds, uuid } from './fields.ts';
import { inputCounts } from './input-counts.ts';
import { order } from './orders.ts';

/** What is recorded from. */
const deviceName = v.picklist(['camera', 'microphone', 'screen']);
/** A device that the candidate chose in the onboarding. */
const device = v.object({ id: v.pipe(v.string(), v.maxLength(300)), label: v.pipe(v.string(), v.maxLength(300)) });
const id = uuid;
/** What a check found amiss, as a code. */
const checkCause = v.pipe(v.string(), v.regex(/^[a-zA-Z]{1,40}$/));
/** Characters of a remark at most. */
export const remarkLength = 300;
const address = v.pipe(v.string(), v.maxLength(70_000));
const text = (length: number) => v.pipe(v.string(), v.maxLength(length));

/** Largest part that a page hands over, in characters of its base64: 8 megabytes. */
const largestTaken = 10_700_000;

/** One part of what was taken. Its `id` becomes that of its journal entry, so that it is kept once. */
const takenPart = v.strictObject({
  id,
  /** The part's bytes in base64: a message cannot carry them otherwise. */
  data: text(largestTaken),
  /** Monotonic milliseconds. */
  from: milliseconds,
  duration: milliseconds,
});

/** A picture (one part) or a short film that the candidate took, looked at and wants to hand in. */
export const taken = v.strictObject({
  mime: v.pipe(v.string(), v.regex(/^(image\/(jpeg|png|webp)|video\/webm(;codecs=[\w,.-]+)?)$/)),
  parts: v.pipe(v.array(takenPart), v.minLength(1), v.maxLength(200)),
});
export type Taken = v.InferOutput<typeof taken>;

/**
 * What the overlay in the exam's page shows. `bare`: the thumbnail without a picture; `dot`: minimised; `cover` and `paused`
 * lie over the whole page.
 */
export const overlayMode = v.picklist([
  'thumbnail',
  'bare',
  'dot',
  'trouble',
  'help',
  'countdown',
  'desk',
  'cover',
  'paused',
]);
export type OverlayMode = v.InferOutput<typeof overlayMode>;
/**
 * `take`: the overlay takes the focus; `leave`: the exam gets it back; `offer`: nothing is drawn yet, and `roomForHelp`
 * answers if it would cover nothing that the candidate writes in.
 */
const overlayManner = v.picklist(['take', 'leave', 'offer']);
export type OverlayManner = v.InferOutput<typeof overlayManner>;
/**
 * What the exam's page asks of the overlay: the keys for help were pressed, its bar's button minimises it, or there is room
 * for what was offered.
 */
export const overlayWish = v.picklist(['help', 'minimise', 'roomForHelp']);
export type OverlayWish = v.InferOutput<typeof overlayWish>;

/**
 * Commands from our own pages (popup, onboarding, overlay, finish, settings) to the service worker.
 * The worker accepts them only when the browser says that they come from one of our pages.
 */
export const pageCommand = v.variant('type', [
  /** Answered with a SessionView. */
  v.strictObject({ type: v.literal('view') }),
  v.strictObject({ type: v.literal('openLaunch'), address }),
  /** The candidate agreed, and the browser granted what was asked. */
  v.strictObject({ type: v.literal('consent') }),
  v.strictObject({ type: v.literal('decline') }),
  /** `advice`: what the check had to say against the device that is used all the same. */
  v.strictObject({ type: v.literal('chooseCamera'), device, advice: v.optional(checkCause) }),
  /** `remark`: what a candidate who cannot speak wrote in place of it. */
  v.strictObject({
    type: v.literal('chooseMicrophone'),
    device,
    advice: v.optional(checkCause),
    remark: v.optional(v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(remarkLength))),
  }),
  /** Opens the browser's screen picker; answered with a Verdict. The step is done where that is fine. */
  v.strictObject({ type: v.literal('chooseScreen') }),
  /** The screen that was shared is used although the check had an advice; answered with a Verdict of now. */
  v.strictObject({ type: v.literal('keepScreen') }),
  /** Hands in the photos of document and face; `blackened` places of the document were made unreadable. */
  v.strictObject({ type: v.literal('usePhotos'), document: taken, face: taken, blackened: count }),
  /** Hands in a film of the desk. */
  v.strictObject({ type: v.literal('useDeskScan'), film: taken }),
  /** During the exam: later; now, or once more; enough; and the film that was looked at is kept. */
  v.strictObject({ type: v.literal('putOffDesk') }),
  v.strictObject({ type: v.literal('filmDesk') }),
  v.strictObject({ type: v.literal('stopDeskFilm') }),
  v.strictObject({ type: v.literal('keepDeskFilm') }),
  v.strictObject({ type: v.literal('introductionRead') }),
  /** Answered with a StartSurvey: what the start would close and switch off, and what stands in its way. */
  v.strictObject({ type: v.literal('survey') }),
  /** The help desk's code for an interrupted exam; the backend decides. */
  v.strictObject({ type: v.literal('enterCode'), code: text(40) }),
  v.strictObject({ type: v.literal('start') }),
  /** Ends the attempt without submitting, after a confirmation in the page. */
  v.strictObject({ type: v.literal('leave') }),
  v.strictObject({ type: v.literal('backToFullScreen') }),
  /** Takes up a lost device again: the same one or another, or the screen by the browser's picker. Answered with a Mended. */
  v.strictObject({ type: v.literal('mend'), device: deviceName }),
  /** An extension was installed or switched on; a page hears of it where the worker cannot. */
  v.strictObject({ type: v.literal('extensionAppeared') }),
  /** Shows the start page, where an interrupted exam goes on. */
  v.strictObject({ type: v.literal('showStart') }),
  /** What the overlay shows now: the content script gives its frame the size for it. */
  v.strictObject({ type: v.literal('overlayMode'), mode: overlayMode, manner: v.optional(overlayManner) }),
  /** The candidate chooses a file in a page of ours: the focus that the browser's picker takes costs nothing. */
  v.strictObject({ type: v.literal('expectPicker') }),
  v.strictObject({ type: v.literal('uploadNow') }),
  /** Closes the finish page's attempt; refused while anything waits for upload. */
  v.strictObject({ type: v.literal('dismiss') }),
]);
export type PageCommand = v.InferOutput<typeof pageCommand>;

/** How the candidate's try went. `surface`: what was shared, where that was not the whole screen. `fault`: the browser's own words. */
export type Mended =
  | { readonly kind: 'recording' }
  | { readonly kind: 'surface'; readonly surface: string }
  | { readonly kind: 'none' }
  | { readonly kind: 'fault'; readonly fault: string };

/** What a guard in the exam page stopped. */
export const guardName = v.picklist(['clipboard', 'context-menu', 'print', 'navigation', 'new-tab', 'download']);
export type GuardName = v.InferOutput<typeof guardName>;

/**
 * Reports from the content scripts. The page shares their process, so each is treated as hostile:
 * it can do no more than add an event, or say where the exam tab is, and only from the exam's tab and origins.
 */
export const contentReport = v.variant('type', [
  /** A page of the exam has loaded; answered with { active, patterns } that the guards need. */
  v.strictObject({ type: v.literal('hello'), top: v.boolean() }),
  v.strictObject({ type: v.literal('blocked'), guard: guardName, what: text(60) }),
  /** The candidate clicked a link of the exam: where the policy allows links only, the tab that follows may open. */
  v.strictObject({ type: v.literal('link') }),
  /** The candidate did what makes the browser show a prompt or picker of its own: the focus that it takes costs nothing. */
  v.strictObject({
    type: v.literal('expect'),
    what: v.picklist(['file-picker', 'permission-prompt', 'browser-dialog']),
  }),
  /** How much was typed, clicked and moved in a frame, where the policy asks for it. */
  v.strictObject({ type: v.literal('input'), counts: inputCounts }),
  v.strictObject({ type: v.literal('overlay'), wish: overlayWish }),
  /** The developer tools stand beside the page. */
  v.strictObject({ type: v.literal('devtools') }),
  v.strictObject({
    type: v.literal('presence'),
    focused: v.boolean(),
    visible: v.boolean(),
    fullScreen: v.boolean(),
  }),
]);
export type ContentReport = v.InferOutput<typeof contentReport>;

/** The one message with an effect that a web page may send from outside. */
export const outsideMessage = v.strictObject({ type: v.literal('launch'), address });
/** Lets an exam platform see whether Vigil is installed; answered with { ok: true, version }, and nothing else happens. */
export const outsidePing = v.strictObject({ type: v.literal('ping') });

/** Orders from the service worker to the offscreen document, which owns the media and the upload. */
export const recorderCommand = v.variant('type', [
  /** Shows the browser's picker; answered with a ScreenPick. */
  v.strictObject({ to: v.literal('offscreen'), type: v.literal('pickScreen') }),
  /** Looks again at the screen that was picked; answered with a ScreenPick. */
  v.strictObject({ to: v.literal('offscreen'), type: v.literal('lookAtScreen') }),
  v.strictObject({
    to: v.literal('offscreen'),
    type: v.literal('record'),
    session: uuid,
    cameraId: v.nullable(v.string()),
    microphoneId: v.nullable(v.string()),
    screen: v.boolean(),
    quality: v.picklist(['low', 'standard', 'high']),
    /** age public keys for which parts are encrypted; none: they are not. */
    recipients: v.array(text(100)),
  }),
  v.strictObject({ to: v.literal('offscreen'), type: v.literal('stop') }),
  /** A break: nothing is recorded, and devices and screen are kept for going on. Both may be repeated. */
  v.strictObject({ to: v.literal('offscreen'), type: v.literal('rest') }),
  v.strictObject({ to: v.literal('offscreen'), type: v.literal('goOn') }),
  /** Films the desk with the exam's camera and microphone, beside their recording. */
  v.strictObject({ to: v.literal('offscreen'), type: v.literal('filmDesk') }),
  v.strictObject({ to: v.literal('offscreen'), type: v.literal('stopDeskFilm') }),
  v.strictObject({ to: v.literal('offscreen'), type: v.literal('keepDeskFilm') }),
  /** A picture, or a short film, that was taken on the way into the exam. Answered with the number of its segment; may be repeated. */
  v.strictObject({
    to: v.literal('offscreen'),
    type: v.literal('keepPicture'),
    session: uuid,
    stream: v.picklist(['identity', 'desk', 'signature']),
    picture: taken,
    recipients: v.array(text(100)),
  }),
  /** Measures the link to a session's backend; answered with a LinkTrial. */
  v.strictObject({ to: v.literal('offscreen'), type: v.literal('measureLink'), session: uuid }),
  v.strictObject({ to: v.literal('offscreen'), type: v.literal('mend'), device: deviceName }),
  /** In a rehearsal: the way to its backend is cut for so many milliseconds, or the camera ends as if it was unplugged. */
  v.strictObject({ to: v.literal('offscreen'), type: v.literal('cutRehearsal'), ms: milliseconds }),
  v.strictObject({ to: v.literal('offscreen'), type: v.literal('loseCamera') }),
  /** Something new waits in the outbox. */
  v.strictObject({ to: v.literal('offscreen'), type: v.literal('wake') }),
  /** The candidate wants to try now, whatever failed before. */
  v.strictObject({ to: v.literal('offscreen'), type: v.literal('hurry') }),
]);
export type RecorderCommand = v.InferOutput<typeof recorderCommand>;

/** What the service worker asks of a page that has the browser's list of extensions. */
export const managementCall = v.variant('type', [
  v.strictObject({ to: v.literal('management'), type: v.literal('list') }),
  v.strictObject({ to: v.literal('management'), type: v.literal('switch'), id: text(40), on: v.boolean() }),
]);

/** How much of the policy's quality is recorded: all of it, or less when device or link cannot keep up. */
export const rung = v.picklist(['full', 'frames', 'picture', 'stills']);
export type Rung = v.InferOutput<typeof rung>;

/** What the offscreen document tells the service worker. */
export const recorderNews = v.variant('type', [
  /** The document was opened anew in an exam: the one that recorded is gone. */
  v.strictObject({ type: v.literal('recorder.gone') }),
  /** Something happened to a device, or to the time. */
  v.strictObject({
    type: v.literal('recorder.found'),
    event: v.picklist([
      'device.lost',
      'device.changed',
      'device.back',
      'screen.share.stopped',
      'screen.share.back',
      'camera.covered',
      'camera.frozen',
      'camera.virtual',
      'microphone.silent',
      'record.gap',
      'clock.jump',
    ]),
    cause: text(60),
    data: eventData,
  }),
  /** The recording cannot go on: what is recorded would not be kept as the policy asks. */
  v.strictObject({ type: v.literal('recorder.failed'), cause: text(60) }),
  v.strictObject({
    type: v.literal('recorder.event'),
    event: v.picklist(['net.offline', 'net.online', 'storage.low']),
    cause: text(60),
    durationMs: milliseconds,
  }),
  /** Recording goes on with less than the policy asks for, or with more again. `to` would name an addressee. */
  v.strictObject({
    type: v.literal('recorder.shift'),
    before: rung,
    after: rung,
    cause: v.picklist(['cpu', 'backlog', 'storage', 'recovered']),
  }),
  v.strictObject({ type: v.literal('uploader.receipt'), session: uuid, receipt: v.string() }),
  v.strictObject({ type: v.literal('desk.message'), session: uuid }),
  /** A film of the desk, taken during the exam, has ended: a whole one is to be looked at, a shorter one is gone. */
  v.strictObject({ type: v.literal('desk.toCheck'), isWhole: v.boolean() }),
  /** A film of the desk, taken during the exam, is kept. */
  v.strictObject({ type: v.literal('desk.filmed'), segment: count, durationMs: milliseconds }),
  /** The desk decided something; it is told again until the backend has read of it in the journal. */
  v.strictObject({ type: v.literal('desk.order'), session: uuid, order }),
]);
export type RecorderNews = v.InferOutput<typeof recorderNews>;
