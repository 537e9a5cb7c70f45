import { useEffect, useRef, useState } from 'preact/hooks';
import type { Verdict } from '../../src/recording/verdict.ts';

/** Tells of a verdict whenever it is another than before. */
export function useReport<Cause extends string>(verdict: Verdict<Cause>, report: (verdict: Verdict<Cause>) => void) {
  const { state } = verdict;
  const [cause, severity] = state === 'amiss' ? [verdict.cause, verdict.severity] : [];
  useEffect(() => report(verdict), [state, cause, severity]);
}

const steadyMs = 1_200;
/** Between two texts, so that a screen reader comes to the end of the first. */
const apartMs = 5_000;

/** The text once it has stayed the same for a moment, and not soon after another: a screen reader is not to be talked over. */
export function useSteady(value: string): string {
  const [steady, settle] = useState('');
  const saidAt = useRef(Number.NEGATIVE_INFINITY);
  useEffect(() => {
    if (value === steady) return;
    const wait = Math.max(steadyMs, saidAt.current + apartMs - performance.now());
    const timer = setTimeout(
      () => {
        settle(value);
        if (value !== '') saidAt.current = performance.now();
      },
      value === '' ? 0 : wait, // what does not hold any more must not stand there
    );
    return () => clearTimeout(timer);
  }, [value, steady]);
  return steady;
}
