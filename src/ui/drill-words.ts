import type { DrillOutcome } from '../rehearsal/findings.ts';
import type { Drill } from '../rehearsal/script.ts';
import type { MessageKey } from './text.ts';

/** What each drill of a rehearsal is called, and what to do in it. */
export const drillWords: Readonly<Record<Drill, { readonly name: MessageKey; readonly advice: MessageKey }>> = {
  link: { name: 'drillLink', advice: 'drillLinkText' },
  camera: { name: 'drillCamera', advice: 'drillCameraText' },
  tab: { name: 'drillTab', advice: 'drillTabText' },
};

/** How a drill went. */
export const drillOutcomeWords: Readonly<Record<DrillOutcome, MessageKey>> = {
  passed: 'drillPassed',
  missed: 'drillMissed',
  skipped: 'drillSkipped',
};
