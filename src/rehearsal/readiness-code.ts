import { encodeSymbols, readSymbols, type SymbolFault } from './checked-symbols.ts';
import type { DrillOutcome } from './findings.ts';
import { type Drill, drills } from './script.ts';

/** The checks before an exam that a code tells of, in the order in which it does. */
export const readinessChecks = [
  'browser',
  'connection',
  'camera',
  'microphone',
  'screen',
  'identity',
  'desk-scan',
  'agreement',
] as const;
export type ReadinessCheck = (typeof readinessChecks)[number];

/** `open`: the check was not done. */
export type CheckOutcome = 'open' | 'fine' | 'advice';

/** What a rehearsal came to. Nothing in it is about the person. */
export interface Readiness {
  /** The day, as `2026-11-25`. */
  readonly day: string;
  /** The extension's version, as `1.4.0`. */
  readonly version: string;
  /** The browser, and its major version; 0 where it was not looked at. */
  readonly browser: { readonly kind: (typeof browsers)[number]; readonly version: number };
  readonly system: (typeof systems)[number];
  readonly checks: Readonly<Record<ReadinessCheck, CheckOutcome>>;
  readonly drills: Readonly<Record<Drill, DrillOutcome>>;
}

export const browsers = ['other', 'chrome', 'edge', 'chromium'] as const;
export const systems = ['other', 'windows', 'mac', 'linux', 'chromeos'] as const;
const checkOutcomes = ['open', 'fine', 'advice'] as const;
const drillOutcomes = ['skipped', 'missed', 'passed'] as const;

/** The form of the code; another one gets another number. */
const form = 1;
const firstDay = Date.UTC(2026, 0, 1);
const dayMs = 86_400_000;

/** Every field of a code has so many values; all their combinations together take 70 bits at most. */
const sizes = {
  form: 8,
  day: 8192,
  major: 64,
  minor: 128,
  patch: 128,
  kind: browsers.length,
  browser: 1024,
  system: 8,
  checks: checkOutcomes.length ** readinessChecks.length,
  drills: drillOutcomes.length ** drills.length,
} as const;
type Fields = Record<keyof typeof sizes, number>;

/** Sixteen letters and digits in groups of four, such as `4F0K-22MD-…`; a number too large for its field is its largest. */
export function readinessCode({ day, version, browser, system, checks, drills: played }: Readiness): string {
  const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number);
  const fields: Fields = {
    form,
    day: Math.floor((Date.parse(day) - firstDay) / dayMs),
    major,
    minor,
    patch,
    kind: browsers.indexOf(browser.kind),
    browser: browser.version,
    system: systems.indexOf(system),
    checks: packed(readinessChecks.map((check) => checkOutcomes.indexOf(checks[check]))),
    drills: packed(drills.map((drill) => drillOutcomes.indexOf(played[drill]))),
  };
  let value = 0n;
  for (const [name, size] of Object.entries(sizes)) {
    const field = Math.min(Math.max(0, fields[name as keyof Fields] || 0), size - 1);
    value = value * BigInt(size) + BigInt(field);
  }
  return encodeSymbols(value);
}

/** What is wrong with a code: see `SymbolFault`; `form`: it is of another version of Vigil. */
export type CodeFault = SymbolFault | 'form';

/** What a code tells, or what is wrong with it. Upper and lower case, spaces and hyphens make no difference. */
export function readReadinessCode(code: string): Readiness | CodeFault {
  let value = readSymbols(code);
  if (typeof value === 'string') return value;
  const fields: Partial<Fields> = {};
  for (const [name, size] of Object.entries(sizes).reverse()) {
    fields[name as keyof Fields] = Number(value % BigInt(size));
    value /= BigInt(size);
  }
  const {
    form: found,
    day = 0,
    major,
    minor,
    patch,
    kind = 0,
    browser = 0,
    system = 0,
    checks = 0,
    drills: played = 0,
  } = fields;
  if (found !== form || value !== 0n) return 'form';
  const named = <N extends string, O>(names: readonly N[], outcomes: readonly O[], packing: number) =>
    Object.fromEntries(unpacked(packing, names.length).map((at, place) => [names[place], outcomes[at]])) as Record<
      N,
      O
    >;
  return {
    day: new Date(firstDay + day * dayMs).toISOString().slice(0, 10),
    version: `${major}.${minor}.${patch}`,
    browser: { kind: browsers[kind] ?? 'other', version: browser },
    system: systems[system] ?? 'other',
    checks: named(readinessChecks, checkOutcomes, checks),
    drills: named(drills, drillOutcomes, played),
  };
}

/** Outcomes, three of each, as one number. */
function packed(outcomes: readonly number[]): number {
  return outcomes.reduce((sum, outcome) => sum * 3 + Math.max(0, outcome), 0);
}

function unpacked(value: number, length: number): number[] {
  return Array.from({ length }, (_, place) => Math.floor(value / 3 ** (length - 1 - place)) % 3);
}
