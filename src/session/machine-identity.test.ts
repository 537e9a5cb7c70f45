import { describe, expect, test } from 'vitest';
import type { Order } from '../protocol/orders.ts';
import { checked, newId, Play, results, sessionWith } from './machine-play.ts';
import type { SessionFacts } from './snapshot.ts';
import { stepsNeeded } from './view.ts';

const shown = { type: 'identityShown', document: 0, face: 1, blackened: 2 } as const;
const scanned = { type: 'deskScanned', segment: 0, durationMs: 21_000 } as const;
const asking = (identity: 'photo' | 'live', change: Partial<SessionFacts> = {}): SessionFacts => ({
  ...sessionWith((policy) => {
    policy.verification.identity = identity;
    policy.recording.deskScan = 'start';
  }),
  ...change,
});
const order = (kind: Order['kind'], reason = ''): { type: 'ordered'; order: Order } => ({
  type: 'ordered',
  order: { id: newId(), kind, reason },
});

/** A candidate who stands before the step in which the document is shown. */
const beforePhotos = (session: SessionFacts) =>
  checked(new Play().feed({ type: 'launchGranted', session, tabId: 7 }).work().feed({ type: 'consented' }))
    .feed({ type: 'cameraChosen', device: { id: 'cam', label: 'Camera' } })
    .feed({ type: 'microphoneChosen', device: { id: 'mic', label: 'Microphone' } })
    .feed({ type: 'screenChosen' });
const recorded = (play: Play) =>
  play
    .work()
    .done.flatMap((job) => (job.do === 'record' ? [[job.type, job.cause, job.data]] : []))
    .slice(2); // browser and connection

describe('photos of document and face', () => {
  test('the steps stand in their order, and each is there only where the policy needs it', () => {
    expect(stepsNeeded(asking('photo').policy, false)).toEqual([
      'consent',
      'browser',
      'connection',
      'camera',
      'microphone',
      'screen',
      'identity',
      'desk-scan',
      'introduction',
      'start',
    ]);
    expect(stepsNeeded(sessionWith().policy, false)).not.toContain('identity');
    expect(stepsNeeded(sessionWith().policy, false)).not.toContain('desk-scan');
    expect(stepsNeeded(asking('live').policy, false, { noIdScan: true })).not.toContain('identity');
  });

  test('where nobody has to admit, handing them in is the step, and the journal says where they are', () => {
    const play = beforePhotos(asking('photo')).feed(shown);
    expect(play.state.onboarding).toMatchObject({ identity: null });
    expect(play.state.onboarding.done).toContain('identity');
    expect(recorded(play)).toEqual([['identity.shown', 'photo', { document: 0, face: 1, blackened: 2 }]]);
  });

  test('they are handed in once, and not before their turn', () => {
    const early = new Play().feed({ type: 'launchGranted', session: asking('photo'), tabId: 7 }).work();
    const { state } = early;
    expect(early.feed(shown).state).toBe(state);
    const play = beforePhotos(asking('photo')).feed(shown);
    const again = play.state;
    expect(play.feed(shown).state).toBe(again);
    const unasked = beforePhotos(sessionWith());
    const untouched = unasked.state;
    expect(unasked.feed(shown).feed(scanned).state).toBe(untouched);
  });

  test('an accommodation may waive them', () => {
    const play = beforePhotos(asking('live', { accommodation: { noIdScan: true } })).feed(scanned);
    expect(play.state.onboarding.done).toContain('desk-scan');
  });
});

describe('a person at the desk', () => {
  const waiting = () => beforePhotos(asking('live')).feed(shown);

  test('the candidate waits, and goes on once admitted', () => {
    const play = waiting();
    expect(play.state.onboarding).toMatchObject({ identity: { state: 'waiting' } });
    expect(play.state.onboarding.done).not.toContain('identity');
    const { state } = play;
    expect(play.feed(shown).feed(scanned).state).toBe(state);
    const admission = order('admit');
    play.feed(admission, 60_000);
    expect(play.state.onboarding).toMatchObject({ identity: null });
    expect(play.state.onboarding.done).toContain('identity');
    expect(recorded(play).at(-1)).toEqual([
      'identity.admitted',
      'desk',
      // Two inputs that meant nothing took a second each.
      { order: admission.order.id, waitedMs: 62_000 },
    ]);
  });

  test('refused photos are taken again, and an order that comes twice is about the first ones only', () => {
    const play = waiting();
    const refusal = order('refuse', 'The name is not legible.');
    play.feed(refusal);
    expect(play.state.onboarding.identity).toMatchObject({ state: 'refused', reason: 'The name is not legible.' });
    const refused = play.state;
    expect(play.feed(refusal).feed(order('admit')).state).toBe(refused);
    play.feed({ ...shown, document: 2, face: 3 });
    const again = play.state;
    expect(again.onboarding.identity).toMatchObject({ state: 'waiting', reason: '' });
    expect(play.feed(refusal).state).toBe(again);
    play.feed(order('admit'));
    expect(recorded(play).map(([type]) => type)).toEqual([
      'identity.shown',
      'identity.refused',
      'identity.shown',
      'identity.admitted',
    ]);
  });

  test('other orders of the desk admit nobody, and nobody is admitted who does not wait', () => {
    const play = waiting();
    const { onboarding } = play.state;
    for (const kind of ['pause', 'resume', 'extra-time', 'override'] as const) play.feed(order(kind));
    expect(play.state.onboarding).toEqual(onboarding);
    const early = beforePhotos(asking('live'));
    const open = early.state;
    expect(early.feed(order('admit')).state).toBe(open);
  });

  test('after a crash in the exam neither photos nor desk are asked for again', () => {
    const play = waiting().feed(order('admit')).feed(scanned).feed({ type: 'introductionRead' });
    play.feed({ type: 'startRequested', tabId: 7 }).work(results);
    expect(play.state.phase).toBe('active');
    play.feed({ type: 'interrupted', cause: 'browser-restarted' }).work();
    expect(play.state.onboarding.done).toEqual(expect.arrayContaining(['identity', 'desk-scan']));
  });
});

test('a film of the desk is a step, and the journal says where it is', () => {
  const play = beforePhotos(asking('photo')).feed(shown).feed(scanned);
  expect(play.state.onboarding.done).toContain('desk-scan');
  expect(recorded(play).at(-1)).toEqual(['desk.scanned', 'start', { segment: 0, durationMs: 21_000 }]);
});
