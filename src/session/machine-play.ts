import * as v from 'valibot';
import { defaultPolicy } from '../policy/default-policy.ts';
import type { Policy } from '../policy/schema.ts';
import { journalEvent } from '../protocol/journal.ts';
import type { Order } from '../protocol/orders.ts';
import type { Input } from './inputs.ts';
import type { Job } from './job.ts';
import { transition } from './machine.ts';
import { idleSnapshot, type SessionFacts, type Snapshot } from './snapshot.ts';

/** What the journal asks of an event. */
const recordedEvent = v.object(v.pick(journalEvent, ['type', 'severity', 'cause', 'data']).entries);

/** Plays an attempt against the state machine: what its tests share. */

export type Loose = Input extends infer I ? (I extends Input ? Omit<I, 'at' | 'mono'> : never) : never;

export const start = Date.parse('2026-11-21T09:00:00.000Z');
let ids = 0;
export const newId = () => `00000000-0000-4000-8000-${String(++ids).padStart(12, '0')}`;

export function sessionWith(change: (policy: Policy) => void = () => undefined): SessionFacts {
  const policy = defaultPolicy('https://exam.example');
  change(policy);
  return {
    id: newId(),
    attempt: newId(),
    backend: 'https://proctor.example',
    provider: { name: 'Northfield', contact: 'desk@exam.example' },
    exam: { title: 'Biology 1', url: 'https://exam.example/exams/bio/start' },
    candidate: { id: 'c1', name: 'Ada' },
    policy,
    policyHash: 'ab'.repeat(32),
    accommodation: null,
    uploadUntil: null,
  };
}

/** Feeds inputs, a second apart unless told, and ticks jobs off as their performers would. */
export class Play {
  state: Snapshot = idleSnapshot;
  now = start;
  readonly done: Job[] = [];

  feed(input: Loose, afterMs = 1000): this {
    this.now += afterMs;
    this.state = transition(
      this.state,
      { ...input, at: new Date(this.now).toISOString(), mono: this.now } as Input,
      newId,
    );
    return this;
  }

  work(results: { readonly [D in Job['do']]?: Partial<Extract<Input, { type: 'jobDone' }>> } = {}): this {
    for (let job = this.state.jobs[0]; job; job = this.state.jobs[0]) {
      if (job.do === 'record') v.assert(recordedEvent, job); // or no backend would take it
      this.done.push(job);
      this.feed({ type: 'jobDone', job: job.id, ...results[job.do] } as Loose, 1);
    }
    return this;
  }

  did(): string[] {
    return this.done.map((job) => (job.do === 'record' ? `record ${job.type}` : job.do));
  }
}

export const tabs = [
  { url: 'https://news.example/', title: 'News', windowId: 1, index: 0, pinned: true, active: false, group: null },
];
const examTab = { tabId: 7, windowId: 9 };
export const results = { survey: { tabs }, openExam: { examTab } };

/** Browser and connection are looked at: the steps between the consent and the devices, with what they record. */
export const checked = (play: Play): Play =>
  play
    .feed({ type: 'browserChecked', facts: { browser: 'Chrome' } })
    .feed({ type: 'connectionChecked', facts: { kilobitsPerSecond: 900 } })
    .work();

export function onboarded(session = sessionWith()): Play {
  return checked(new Play().feed({ type: 'launchGranted', session, tabId: 7 }).work().feed({ type: 'consented' }))
    .feed({ type: 'cameraChosen', device: { id: 'cam', label: 'Camera' } })
    .feed({ type: 'microphoneChosen', device: { id: 'mic', label: 'Microphone' } })
    .feed({ type: 'screenChosen' })
    .feed({ type: 'introductionRead' });
}

export const active = (session = sessionWith()) =>
  onboarded(session)
    .feed({ type: 'startRequested', tabId: 7 })
    .work(results)
    .feed({ type: 'presence', inside: true, cause: '', excused: false });

/** An exam that the desk has paused, one in a break, and one that both hold. */
export const held = {
  paused: (session = sessionWith()) => active(session).feed({ type: 'ordered', order: examOrder('pause') }),
  resting: (session = sessionWith()) => active(session).feed({ type: 'ordered', order: examOrder('break') }),
  both: (session = sessionWith()) => held.resting(session).feed({ type: 'ordered', order: examOrder('pause') }),
};

/** An order of the desk, with minutes where it needs them. */
export function examOrder(kind: Order['kind'], minutes = 5): Order {
  const length = kind === 'break' || kind === 'extra-time' ? { minutes } : {};
  return { id: newId(), kind, by: 'Grace', reason: 'A fire alarm.', ...length };
}

export const finishing = () =>
  active().feed({ type: 'examPage', url: 'https://exam.example/exams/bio/end', kind: 'end' });

export function inPhase(name: Snapshot['phase']): Snapshot {
  const session = sessionWith();
  const play: Record<Snapshot['phase'], () => Play> = {
    idle: () => new Play(),
    onboarding: () => onboarded(session),
    starting: () => onboarded(session).feed({ type: 'startRequested', tabId: 7 }),
    active: () => active(session),
    finishing: () => finishing().work(),
    finished: () => {
      const over = finishing().work();
      return over.feed({ type: 'receiptArrived', session: over.state.session?.id ?? '', receipt: 'a.b.c' }).work();
    },
  };
  return play[name]().state;
}
