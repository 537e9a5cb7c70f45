import type { StepName } from '../session/snapshot.ts';
import type { Findings } from './findings.ts';
import { browsers, type CheckOutcome, type Readiness, type ReadinessCheck, readinessChecks } from './readiness-code.ts';

/** What is known of a rehearsal that is over. */
interface Rehearsed {
  readonly done: readonly StepName[];
  readonly findings: Findings;
  /** The day, as `2026-11-25`. */
  readonly day: string;
  /** The extension's version. */
  readonly version: string;
  /** What the browser calls the system. */
  readonly platform: string;
}

/** What a rehearsal came to. */
export function readinessOf({ done, findings, day, version, platform }: Rehearsed): Readiness {
  const [kind = '', major] = findings.browser.split(' ');
  const outcome = (check: ReadinessCheck): CheckOutcome => {
    // A rehearsal sends nothing that could be measured.
    if (check === 'connection' || !done.includes(check) || findings.waived.includes(check)) return 'open';
    return findings.advised.includes(check) ? 'advice' : 'fine';
  };
  const checks = readinessChecks.map((check) => [check, outcome(check)]);
  return {
    day,
    version,
    browser: { kind: browsers.find((known) => known === kind) ?? 'other', version: Number(major ?? 0) },
    system: systemOf(platform),
    checks: Object.fromEntries(checks) as Readiness['checks'],
    drills: findings.drills,
  };
}

/** The kind of system that a platform's name is one of. */
function systemOf(platform: string): Readiness['system'] {
  const kinds = [
    [/win/i, 'windows'],
    [/mac/i, 'mac'],
    [/cros|chrome os/i, 'chromeos'],
    [/linux/i, 'linux'],
  ] as const;
  return kinds.find(([name]) => name.test(platform))?.[1] ?? 'other';
}
