import * as v from 'valibot';
import { checkName, failureCause } from './check-help.ts';
import { eventData } from './events.ts';
import { line, sha256 } from './fields.ts';
import { linkMeasure } from './link-measure.ts';
import { taken } from './messages.ts';

/**
 * Commands of the start page's checks before an exam, and of the agreement that is signed there. They come to the service worker like
 * `pageCommand`.
 */
export const checkCommand = v.variant('type', [
  /** Answered with a BrowserSurvey. */
  v.strictObject({ type: v.literal('surveyBrowser') }),
  /** The browser is good enough; `facts` go into the journal. */
  v.strictObject({ type: v.literal('browserChecked'), facts: eventData }),
  /** Measures the link for some seconds; answered with a LinkTrial. */
  v.strictObject({ type: v.literal('measureLink') }),
  /** The candidate goes on with this connection. Null: the backend answered, but the link could not be measured. */
  v.strictObject({ type: v.literal('connectionChecked'), measure: v.nullable(linkMeasure) }),
  /** A check bars the way: tells the desk which, and why. `hasDevice`: there is something to go on with as it is. */
  v.strictObject({ type: v.literal('askDesk'), check: checkName, cause: failureCause, hasDevice: v.boolean() }),
  /** The desk let the candidate go on without this device. */
  v.strictObject({ type: v.literal('goOnWithout'), check: v.picklist(['camera', 'microphone', 'screen']) }),
  /** The candidate signed a text with this digest, in this language; a drawing is kept as part of the recording. */
  v.strictObject({
    type: v.literal('signAgreement'),
    text: sha256,
    language: v.pipe(v.string(), v.maxLength(20)),
    signature: v.variant('way', [
      v.strictObject({ way: v.literal('typed'), name: line }),
      v.strictObject({ way: v.literal('drawn'), picture: taken }),
    ]),
  }),
]);
export type CheckCommand = v.InferOutput<typeof checkCommand>;
