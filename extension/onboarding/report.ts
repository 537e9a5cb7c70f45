import { useEffect, useState } from 'preact/hooks';
import type { Verdict } from '../../src/recording/verdict.ts';

/** Tells of a verdict whenever it is another than before. */
export function useReport<Cause extends string>(verdict: Verdict<Cause>, report: (verdict: Verdict<Cause>) => void) {
  const { state } = verdict;
  const [cause, severity] = state === 'amiss' ? [verdict.cause, verdict.severity] : [];
  useEffect(() => report(verdict), [state, cause, severity]);
}

const steadyMs = 1_200;

/** The text once it has stayed the same for a moment: a screen reader is not to be talked over. */
export function useSteady(value: string): string {
  const [steady, settle] = useState('');
  useEffect(() => {
    // What does not hold any more must not stand there.
    const timer = setTimeout(() => settle(value), value === '' ? 0 : steadyMs);
    return () => clearTimeout(timer);
  }, [value]);
  return steady;
}
