import { describe, expect, it } from 'vitest';
import type { Order } from '../protocol/orders.ts';
import { checked, newId, Play, results, sessionWith } from './machine-play.ts';
import { overrideWay } from './override-way.ts';
import type { Snapshot } from './snapshot.ts';

/** A candidate at the camera's step. */
const atCamera = (session = sessionWith()) =>
  checked(new Play().feed({ type: 'launchGranted', session, tabId: 7 }).work().feed({ type: 'consented' }));

const noCamera = { type: 'deskAsked', check: 'camera', cause: 'missing', hasDevice: false } as const;
const order = (change: Partial<NonNullable<Order['override']>> = {}, id = newId()): Order => ({
  id,
  kind: 'override',
  reason: 'The camera broke this morning.',
  override: { check: 'camera', cause: 'missing', by: 'Grace', ...change },
});
const events = ({ done }: Play) => done.flatMap((job) => (job.do === 'record' ? [job] : []));
const last = (play: Play) => events(play.work()).at(-1);
const isDone = ({ state }: Play, step: Snapshot['onboarding']['done'][number]) => state.onboarding.done.includes(step);

describe('what an override can do', () => {
  it('is to go on as things are, where there is a device or none is needed', () => {
    const session = sessionWith();
    expect(overrideWay('camera', true, session)).toBe('check');
    expect(overrideWay('browser', false, session)).toBe('check');
    expect(overrideWay('connection', false, session)).toBe('check');
  });

  it('is to go on without a device, unless a later step needs it', () => {
    const plain = sessionWith();
    const photos = sessionWith((policy) => {
      policy.verification.camera = true;
      policy.verification.identity = 'photo';
    });
    const desk = sessionWith((policy) => {
      policy.recording.deskScan = 'periodic';
    });
    const ways = (session: typeof plain) =>
      (['camera', 'microphone', 'screen'] as const).map((check) => overrideWay(check, false, session));
    expect(ways(plain)).toEqual(['without', 'without', 'without']);
    expect(ways(photos)).toEqual(['none', 'without', 'without']);
    expect(ways(desk)).toEqual(['none', 'none', 'without']);
    expect(ways({ ...photos, accommodation: { noIdScan: true } })).toEqual(['without', 'without', 'without']);
  });
});

describe('asking the desk about a check', () => {
  it('tells what failed once, and again only when something else fails', () => {
    const play = atCamera().feed(noCamera).feed(noCamera).work();
    expect(last(play)).toMatchObject({ type: 'check.failed', cause: 'missing', data: { check: 'camera' } });
    play.feed({ ...noCamera, cause: 'blocked' }).work();
    const failed = events(play).filter(({ type }) => type === 'check.failed');
    expect(failed.map(({ cause }) => cause)).toEqual(['missing', 'blocked']);
  });

  it('is about the step that is open, or one that was done', () => {
    const { state } = atCamera();
    expect(atCamera().feed({ ...noCamera, check: 'screen' }).state.onboarding.asked).toEqual([]);
    expect(atCamera().feed({ ...noCamera, check: 'browser' }).state.onboarding.asked).toHaveLength(1);
    expect(state.onboarding.asked).toEqual([]);
  });

  it('is over once the check is passed', () => {
    const play = atCamera()
      .feed(noCamera)
      .feed({ type: 'cameraChosen', device: { id: 'cam', label: 'Camera' } });
    expect(last(play)).toMatchObject({ type: 'check.passed', cause: 'mended', data: { check: 'camera' } });
    expect(play.state.onboarding.asked).toEqual([]);
  });
});

describe('an override', () => {
  it('lets the candidate go on, and is in the journal with the reason and who, once', () => {
    const given = order();
    const play = atCamera().feed(noCamera);
    play.feed({ type: 'ordered', order: given }).feed({ type: 'ordered', order: given }).work();
    const overrides = events(play).filter(({ type }) => type === 'check.overridden');
    expect(overrides).toMatchObject([
      {
        cause: 'desk',
        data: { order: given.id, check: 'camera', failed: 'missing', reason: given.reason, by: 'Grace' },
      },
    ]);
    expect(play.state.onboarding.asked).toMatchObject([{ check: 'camera', order: given.id }]);
    expect(isDone(play, 'camera')).toBe(false);
  });

  it('comes too late for another failure, or for none, and changes nothing then', () => {
    for (const play of [atCamera(), atCamera().feed({ ...noCamera, cause: 'in-use' })]) {
      const { asked } = play.state.onboarding;
      play.feed({ type: 'ordered', order: order() });
      expect(play.state.onboarding.asked).toEqual(asked);
      expect(last(play)).toMatchObject({ type: 'check.overridden', cause: 'too-late' });
    }
  });

  it('of a check with a device is used with that device, whatever the check had against it', () => {
    const play = atCamera().feed({ ...noCamera, cause: 'black', hasDevice: true });
    play.feed({ type: 'ordered', order: order({ cause: 'black' }) });
    expect(play.feed({ type: 'wentWithout', check: 'camera' }).state.onboarding.without).toEqual([]);
    play.feed({ type: 'cameraChosen', device: { id: 'cam', label: 'Camera' }, advice: 'black' });
    expect(isDone(play, 'camera')).toBe(true);
    expect(last(play)).toMatchObject({ type: 'check.passed', cause: 'overridden' });
  });
});

describe('an exam without a device', () => {
  const without = () => {
    const play = atCamera().feed(noCamera);
    play.feed({ type: 'ordered', order: order() }).feed({ type: 'wentWithout', check: 'camera' });
    return play.work();
  };

  it('needs the order of the desk', () => {
    expect(isDone(atCamera().feed(noCamera).feed({ type: 'wentWithout', check: 'camera' }), 'camera')).toBe(false);
  });

  it('has a gap from its start to its end, put down to the desk', () => {
    const play = without();
    expect(events(play).at(-1)).toMatchObject({ type: 'check.passed', cause: 'without' });
    play
      .feed({ type: 'microphoneChosen', device: { id: 'mic', label: 'Microphone' } })
      .feed({ type: 'screenChosen' })
      .feed({ type: 'introductionRead' })
      .feed({ type: 'startRequested', tabId: 7 })
      .work(results);
    const startedAt = Date.parse(play.state.startedAt ?? '');
    play.feed({ type: 'examPage', url: 'https://exam.example/exams/bio/end', kind: 'end' }, 60_000).work();
    const told = events(play).slice(-2);
    expect(told.map(({ type }) => type)).toEqual(['record.gap', 'session.submitted']);
    expect(told[0]).toMatchObject({ severity: 0, cause: 'desk', data: { stream: 'camera' } });
    expect(told[0]?.data.duration).toBe(Date.parse(play.state.endedAt ?? '') - startedAt);
  });

  it('is none once the device is chosen after all', () => {
    const play = without().feed({ type: 'cameraChosen', device: { id: 'cam', label: 'Camera' } });
    expect(play.state.onboarding.without).toEqual([]);
  });
});
