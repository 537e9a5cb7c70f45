import type { AttemptState, AttemptSummary } from '../parts/attempt-state.tsx';

/** What of the attempts is wanted: those that hold every word, in one state or any. */
export interface Filter {
  readonly text: string;
  readonly state: AttemptState | 'any';
}

/** The attempts that pass the filter, in their order. Words are looked for in candidate, exam and ids. */
export function filterAttempts(attempts: readonly AttemptSummary[], { text, state }: Filter): AttemptSummary[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return attempts.filter((attempt) => {
    if (state !== 'any' && attempt.state !== state) return false;
    const facts = [attempt.candidate.name, attempt.candidate.id, attempt.exam, attempt.attempt]
      .join('\n')
      .toLowerCase();
    return words.every((word) => facts.includes(word));
  });
}
