import { Dice } from '../harness/dice.ts';
import { type LinkFault, linkFaults } from '../harness/link-fault.ts';

/** Faults beyond a single request, and what each name means in words. */
export const otherFaults = {
  drop: 'all connections break at once',
  outage: 'the network is gone for some seconds',
  'backend-killed': "SIGKILL of the backend's process, which is started again after some seconds",
  'worker-killed': 'the service worker is killed',
  'recorder-closed': 'the document that records and uploads is closed',
  'extension-reloaded': 'the extension is started again, as by an update',
  'browser-killed': 'SIGKILL of the browser',
} as const;

export type Fault =
  | LinkFault
  | { readonly kind: 'outage' | 'backend-killed'; readonly ms: number }
  | { readonly kind: Exclude<keyof typeof otherFaults, 'outage' | 'backend-killed'> };
export type FaultKind = Fault['kind'];

/** Every kind with its meaning. */
export const faultWords: Readonly<Record<FaultKind, string>> = { ...linkFaults, ...otherFaults };

export interface PlannedFault {
  /** From 1. */
  readonly number: number;
  readonly fault: Fault;
  /** How many requests pass before it, where it happens to a request. */
  readonly skip: number;
}

/** How often each kind comes, relatively: the link's faults mostly, and seldom what stops the recording. */
const weights: Readonly<Record<FaultKind, number>> = {
  'cut-before': 6,
  'cut-in-body': 6,
  'cut-before-answer': 8,
  'cut-in-answer': 6,
  delay: 5,
  throttle: 5,
  hang: 3,
  'half-body': 5,
  'corrupt-body': 7,
  'half-answer': 5,
  'corrupt-answer': 6,
  'server-error': 5,
  busy: 4,
  'too-large': 4,
  'sign-in-page': 4,
  'wrong-digest': 5,
  'empty-answer': 4,
  drop: 4,
  outage: 4,
  'backend-killed': 5,
  'worker-killed': 6,
  'recorder-closed': 2,
  'extension-reloaded': 1,
  'browser-killed': 3,
};

/** The faults of a run: the same seed plans the same ones. */
export function planFaults(seed: number, count: number): PlannedFault[] {
  const dice = new Dice(`plan ${seed}`);
  const kinds = (Object.keys(weights) as FaultKind[]).map((kind) => [weights[kind], kind] as const);
  return Array.from({ length: count }, (_, at) => ({
    number: at + 1,
    fault: measured(dice.pick(kinds), dice),
    skip: dice.whole(0, 4),
  }));
}

function measured(kind: FaultKind, dice: Dice): Fault {
  switch (kind) {
    case 'delay':
      return { kind, ms: dice.whole(200, 2_000) };
    case 'throttle':
      return { kind, bytesPerSecond: dice.whole(5_000, 40_000) };
    case 'hang': // one in three until the browser gives up
      return { kind, ms: dice.whole(1, 3) === 1 ? 600_000 : dice.whole(500, 4_000) };
    case 'busy':
      return { kind, retryAfter: dice.whole(0, 3) };
    case 'outage':
      return { kind, ms: dice.whole(500, 6_000) };
    case 'backend-killed':
      return { kind, ms: dice.whole(0, 2_000) };
    default:
      return { kind };
  }
}
