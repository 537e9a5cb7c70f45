/** `blocks`: with this the step cannot be done. `advice`: it can, and it would be better otherwise. */
export type Severity = 'blocks' | 'advice';

/** What is amiss with a device: always one thing, the one to mend first. */
export interface Amiss<Cause extends string = string> {
  readonly state: 'amiss';
  readonly cause: Cause;
  readonly severity: Severity;
}

/** How a device does. `checking`: it was not looked at, or listened to, for long enough. */
export type Verdict<Cause extends string = string> =
  | { readonly state: 'checking' }
  | { readonly state: 'fine' }
  | Amiss<Cause>;

export const checking = { state: 'checking' } as const;
export const fine = { state: 'fine' } as const;

export function amiss<Cause extends string>(cause: Cause, severity: Severity): Amiss<Cause> {
  return { state: 'amiss', cause, severity };
}
