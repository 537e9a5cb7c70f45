import * as v from 'valibot';
import { line } from './fields.ts';

/** The checks before an exam that may bar the way, and that the help desk may override. */
export const checkName = v.picklist(['browser', 'connection', 'camera', 'microphone', 'screen']);
export type CheckName = v.InferOutput<typeof checkName>;

/** What failed in a check, as the cause of an event. */
export const failureCause = v.pipe(v.string(), v.regex(/^[a-z-]{1,40}$/));

/**
 * What an override can do. `check`: the candidate goes on with things as they are. `without`: there is no device, and
 * nothing of it is recorded. `none`: a later step cannot be done without the device, so that nothing can be overridden.
 */
export const overrideWay = v.picklist(['check', 'without', 'none']);
export type OverrideWay = v.InferOutput<typeof overrideWay>;

/** A check that failed, as the desk knows it. */
export const failedCheck = v.object({ check: checkName, cause: failureCause });

/** Which failure an override is about, and who of the desk gave it. */
export const override = v.object({ ...failedCheck.entries, by: line });
