import type { Answer } from '../api.ts';

export type AttemptSummary = Answer<'readAttempt'>;
export type AttemptState = AttemptSummary['state'];

export const stateWords: Readonly<Record<AttemptState, string>> = {
  created: 'Not opened',
  opened: 'Getting ready',
  running: 'Running',
  ended: 'Ended, uploading',
  complete: 'Complete',
};

const reasonWords: Readonly<Record<string, string>> = {
  submitted: 'submitted',
  left: 'left without submitting',
  terminated: 'ended by the rules',
  declined: 'declined',
};

/** Each state its own shape, so that it is told apart without colour. */
const shapes: Readonly<Record<AttemptState, string>> = {
  created: 'M8 2.500a5.500 5.500 0 1 0 0 11 5.500 5.500 0 0 0 0-11z',
  opened: 'M8 2 14 8l-6 6-6-6z',
  running: 'M4 2.500 13.500 8 4 13.500z',
  ended: 'M8 13V3M3.500 7.500 8 3l4.500 4.500',
  complete: 'M2.500 8.500 6.500 12.500 13.500 4',
};

/** An attempt's state as shape and text, with the reason for its end. */
export function StateBadge({ state, reason }: { readonly state: AttemptState; readonly reason: string | null }) {
  return (
    <span class={`state-badge ${state}`}>
      <svg width="14" height="14" viewBox="0 0 16 16" aria-hidden="true">
        <path d={shapes[state]} />
      </svg>
      <span>
        {stateWords[state]}
        {reason !== null && <span class="soft">, {reasonWords[reason] ?? reason}</span>}
      </span>
    </span>
  );
}
