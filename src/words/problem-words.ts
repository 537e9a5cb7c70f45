import type { Problem, ProblemName } from '../protocol/api.ts';
import { type Saying, say } from './saying.ts';
import type { MessageKey } from './text-key.ts';

/** Refusals that a candidate can meet, and do something about. */
const known: Partial<Record<ProblemName, readonly [title: MessageKey, detail: MessageKey]>> = {
  'launch-invalid': ['problemLaunchInvalid', 'problemLaunchInvalidDetail'],
  'launch-expired': ['problemLaunchExpired', 'problemLaunchExpiredDetail'],
  'launch-in-use': ['problemLaunchInUse', 'problemLaunchInUseDetail'],
  'code-wrong': ['problemCodeWrong', 'problemCodeWrongDetail'],
  'code-used-up': ['problemCodeUsedUp', 'problemCodeUsedUpDetail'],
  'attempt-over': ['problemAttemptOver', 'problemAttemptOverDetail'],
  'upload-over': ['problemUploadOver', 'problemUploadOverDetail'],
  internal: ['problemInternal', 'problemInternalDetail'],
};

/**
 * A backend's refusal in the candidate's language, by the stable name at the end of its type. One that is not known by
 * its name keeps the backend's own words.
 */
export function problemWords({ type, title, detail }: Problem): { readonly title: Saying; readonly detail: Saying } {
  const words = known[type.slice(type.lastIndexOf('/') + 1) as ProblemName];
  return words ? { title: say(words[0]), detail: say(words[1]) } : { title, detail };
}
