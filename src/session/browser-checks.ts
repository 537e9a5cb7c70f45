import type { Accommodation } from '../policy/accommodations.ts';
import { recordsAnything } from '../policy/needs.ts';
import type { Policy } from '../policy/schema.ts';
import type { EventData } from '../protocol/events.ts';
import { type Strength, weakness } from '../recording/device-strength.ts';
import { leastRoom, roomForExam } from '../recording/room.ts';
import type { StartSurvey } from './view.ts';

/** What the service worker finds of the browser before an exam. */
export interface BrowserSurvey {
  readonly displays: StartSurvey['displays'];
  /** The candidate's other extensions, by name; none where the policy does not look at them. */
  readonly extensions: readonly string[];
  /** The backend's clock minus this computer's, in milliseconds. */
  readonly clockMs: number;
}

/** What is found of browser and computer before an exam. */
export interface BrowserFacts extends BrowserSurvey {
  readonly kind: 'chrome' | 'edge' | 'chromium';
  /** Major versions. */
  readonly version: number;
  readonly oldest: number;
  /** Bytes that may still be written; Infinity where the browser does not say. */
  readonly freeBytes: number;
  readonly strength: Strength;
  /** `level` from 0 to 1. Null where the browser does not say. */
  readonly battery: { readonly charging: boolean; readonly level: number } | null;
}

/**
 * `blocks`: the exam cannot be taken like this. `advice`: it can, and one thing would make it better. `unknown`: the
 * browser does not say, which is neither.
 */
export type CheckVerdict = 'ok' | 'advice' | 'blocks' | 'unknown';

/** One thing that was looked at, with what its words need. */
export type BrowserCheck = { readonly verdict: CheckVerdict } & (
  | {
      readonly about: 'browser';
      readonly kind: BrowserFacts['kind'];
      readonly version: number;
      readonly oldest: number;
    }
  | { readonly about: 'displays'; readonly names: readonly string[]; readonly allowed: number }
  | { readonly about: 'room'; readonly freeBytes: number }
  | { readonly about: 'strength'; readonly weakness: ReturnType<typeof weakness> }
  | { readonly about: 'power'; readonly level: number; readonly charging: boolean }
  | { readonly about: 'extensions'; readonly names: readonly string[]; readonly mode: 'report' | 'block' }
  | { readonly about: 'clock'; readonly clockMs: number }
);

/** On battery below this, a computer may not last an exam. */
const lowLevel = 0.2;
/** A clock that differs by more is told, in milliseconds. */
const clockTolerance = 60_000;

/** What a policy needs looked at of browser and computer, each with its verdict, in the order in which it is shown. */
export function browserChecks(
  facts: BrowserFacts,
  policy: Policy,
  accommodation: Accommodation | null,
): BrowserCheck[] {
  const { kind, version, oldest, clockMs } = facts;
  const isClockOff = Math.abs(clockMs) > clockTolerance;
  return [
    { about: 'browser', verdict: version < oldest ? 'blocks' : 'ok', kind, version, oldest },
    ...displaysCheck(facts, policy, accommodation),
    ...(recordsAnything(policy) ? deviceChecks(facts) : []),
    ...powerCheck(facts),
    ...extensionsCheck(facts, policy),
    { about: 'clock', verdict: isClockOff ? 'advice' : 'ok', clockMs },
  ];
}

function displaysCheck(
  { displays: { verdict, names } }: BrowserFacts,
  { lockdown }: Policy,
  accommodation: Accommodation | null,
): BrowserCheck[] {
  if (!lockdown.oneScreen || verdict === 'unasked') return [];
  // Too many do not hold the candidate up here: the start waits until they are gone.
  const verdicts = { one: 'ok', several: 'advice', unknown: 'unknown' } as const;
  return [{ about: 'displays', verdict: verdicts[verdict], names, allowed: accommodation?.displays ?? 1 }];
}

function deviceChecks({ freeBytes, strength }: BrowserFacts): BrowserCheck[] {
  const found = weakness(strength);
  return [
    { about: 'room', verdict: roomVerdict(freeBytes), freeBytes },
    { about: 'strength', verdict: found ? 'advice' : 'ok', weakness: found },
  ];
}

function roomVerdict(freeBytes: number): CheckVerdict {
  if (freeBytes === Number.POSITIVE_INFINITY) return 'unknown';
  if (freeBytes < leastRoom) return 'blocks';
  return freeBytes < roomForExam ? 'advice' : 'ok';
}

/** A browser that does not tell of a battery says nothing that a candidate could act upon. */
function powerCheck({ battery }: BrowserFacts): BrowserCheck[] {
  if (!battery) return [];
  const { charging, level } = battery;
  return [{ about: 'power', verdict: !charging && level < lowLevel ? 'advice' : 'ok', level, charging }];
}

function extensionsCheck(
  { extensions: names }: BrowserFacts,
  { lockdown: { otherExtensions } }: Policy,
): BrowserCheck[] {
  return otherExtensions === 'allowed' ? [] : [{ about: 'extensions', verdict: 'ok', names, mode: otherExtensions }];
}

/** What goes into the journal of it: nothing but what was looked at for this policy, and of extensions their number. */
export function checkedFacts(facts: BrowserFacts, checks: readonly BrowserCheck[]): EventData {
  const isAbout = (about: BrowserCheck['about']) => checks.some((check) => check.about === about);
  const { kind, version, displays, freeBytes, strength, battery, extensions, clockMs } = facts;
  const { memoryGb, cores, pressure, trial } = strength;
  const advised = checks.filter(({ verdict }) => verdict === 'advice').map(({ about }) => about);
  return {
    browser: `${kind} ${version}`,
    ...(isAbout('displays') ? { displays: displays.verdict === 'unknown' ? null : displays.names.length } : {}),
    ...(isAbout('room') ? { freeMegabytes: Number.isFinite(freeBytes) ? Math.floor(freeBytes / 1e6) : null } : {}),
    ...(isAbout('strength') ? { memoryGb, cores, pressure, workMs: Math.round(trial.meanMs * 100) / 100 } : {}),
    ...(isAbout('power') && battery ? { charging: battery.charging, batteryPercent: percent(battery.level) } : {}),
    ...(isAbout('extensions') ? { extensions: extensions.length } : {}),
    clockOffMs: Math.round(clockMs),
    advised: advised.join(', '),
  };
}

function percent(share: number): number {
  return Math.round(share * 100);
}
