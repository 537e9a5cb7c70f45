import { refusalCause } from '../../src/recording/refusal.ts';
import { refusals } from './cause-words.ts';
import { type FailedPreview, namesOf } from './device-step.tsx';
import { Finding } from './finding.tsx';

interface ClosedDeviceProps {
  readonly kind: 'camera' | 'microphone';
  readonly failed: FailedPreview;
  readonly retry: () => void;
}

/** A device that passed its check before, and does not open in a later step. */
export function ClosedDevice({ kind, failed: { refusal, lost }, retry }: ClosedDeviceProps) {
  const refused = refusal && refusalCause(refusal);
  const cause = refused === null || (refused === 'missing' && lost) ? 'gone' : refused;
  return <Finding words={refusals[cause]} severity="blocks" names={namesOf(kind, null, lost)} retry={retry} />;
}
