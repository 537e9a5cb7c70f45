import { describe, expect, test } from 'vitest';
import { onboarded, type Play, results, sessionWith } from './machine-play.ts';
import { noRecorder, noUpload } from './snapshot.ts';
import { sessionView } from './view.ts';

const scans = [300_000, 1_200_000];
const running = () =>
  onboarded(
    sessionWith(({ recording }) => {
      recording.deskScan = 'periodic';
    }),
  )
    .feed({ type: 'deskScanned', segment: 0, durationMs: 20_000 })
    .feed({ type: 'introductionRead' })
    .feed({ type: 'startRequested', tabId: 7 })
    .work({ ...results, openExam: { ...results.openExam, deskScans: scans } })
    .feed({ type: 'presence', inside: true, cause: '', excused: false });
const asked = (play: Play) => sessionView(play.state, noRecorder, noUpload, play.now).desk;
const recorded = (play: Play) =>
  play
    .work()
    .done.flatMap((job) => (job.do === 'record' && job.type.startsWith('desk.') ? [[job.type, job.cause]] : []));

describe('the desk during an exam', () => {
  test('is asked for when its time has come, until it was filmed', () => {
    const play = running();
    expect(asked(play.feed({ type: 'deskDue' }))).toBeNull();
    expect(asked(play.feed({ type: 'deskDue' }, 300_000))).toEqual({ mayPutOff: true, filmingMs: null });
    play.feed({ type: 'deskFilming' }).feed({ type: 'deskFilming' }, 1000);
    expect(asked(play.feed({ type: 'deskDue' }, 3000))).toEqual({ mayPutOff: true, filmingMs: 4000 });
    expect(asked(play.feed({ type: 'deskScanned', segment: 1, durationMs: 20_000 }))).toBeNull();
    expect(asked(play.feed({ type: 'deskDue' }, 60_000))).toBeNull();
    expect(asked(play.feed({ type: 'deskDue' }, 900_000))).not.toBeNull();
    expect(recorded(play)).toEqual([
      ['desk.scanned', 'start'],
      ['desk.asked', 'drawn'],
      ['desk.scanned', 'asked'],
      ['desk.asked', 'drawn'],
    ]);
  });

  test('is put off once, by two minutes', () => {
    const play = running().feed({ type: 'deskDue' }, 300_000).feed({ type: 'deskPutOff' });
    expect(asked(play)).toBeNull();
    expect(asked(play.feed({ type: 'deskDue' }, 119_000))).toBeNull();
    expect(asked(play.feed({ type: 'deskDue' }, 1000))).toEqual({ mayPutOff: false, filmingMs: null });
    const { state } = play;
    expect(play.feed({ type: 'deskPutOff' }).state).toBe(state);
  });

  test('is asked for at the same times after an interruption', () => {
    const play = running().feed({ type: 'deskDue' }, 300_000).feed({ type: 'deskFilming' });
    play.feed({ type: 'interrupted', cause: 'recorder-gone' }).work();
    expect(asked(play)).toBeNull();
    play.feed({ type: 'screenChosen' }).feed({ type: 'startRequested', tabId: 8 });
    play.work({ ...results, openExam: { ...results.openExam, deskScans: [1] } });
    expect(asked(play)).toEqual({ mayPutOff: true, filmingMs: null });
    expect(play.state.deskScans?.due).toHaveLength(1);
  });

  test('is never asked for where the policy does not', () => {
    const play = onboarded().feed({ type: 'startRequested', tabId: 7 }).work(results);
    const { state } = play;
    for (const type of ['deskDue', 'deskPutOff', 'deskFilming'] as const) play.feed({ type }, 9_000_000);
    expect(play.feed({ type: 'deskScanned', segment: 0, durationMs: 1 }).state).toBe(state);
  });
});
