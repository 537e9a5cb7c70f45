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
    expect(asked(play.feed({ type: 'deskDue' }, 300_000))).toEqual({
      mayPutOff: true,
      filmingMs: null,
      isToCheck: false,
    });
    play.feed({ type: 'deskFilming' }).feed({ type: 'deskFilming' }, 1000);
    expect(asked(play.feed({ type: 'deskDue' }, 3000))).toEqual({ mayPutOff: true, filmingMs: 4000, isToCheck: false });
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

  test('is looked at before it is kept, and filmed again as often as the candidate wants', () => {
    const play = running().feed({ type: 'deskDue' }, 300_000);
    for (let film = 0; film < 3; film++) {
      play.feed({ type: 'deskFilming' });
      expect(asked(play.feed({ type: 'deskToCheck', isWhole: true }, 20_000))).toMatchObject({
        filmingMs: null,
        isToCheck: true,
      });
    }
    const { state } = play;
    expect(play.feed({ type: 'deskPutOff' }).state).toBe(state);
    expect(asked(play.feed({ type: 'deskScanned', segment: 1, durationMs: 20_000 }))).toBeNull();
    expect(recorded(play).filter(([type]) => type === 'desk.scanned')).toHaveLength(2);
  });

  test('is asked for again when the film broke off', () => {
    const play = running().feed({ type: 'deskDue' }, 300_000).feed({ type: 'deskFilming' });
    play.feed({ type: 'deskToCheck', isWhole: false });
    expect(asked(play)).toEqual({ mayPutOff: true, filmingMs: null, isToCheck: false });
  });

  test('that was filmed when the exam ended or broke off is in the journal', () => {
    const filming = () => running().feed({ type: 'deskDue' }, 300_000).feed({ type: 'deskFilming' });
    const film = { type: 'deskScanned', segment: 1, durationMs: 9_000 } as const;
    for (const play of [
      filming().feed({ type: 'leaveRequested' }),
      filming().feed({ type: 'interrupted', cause: 'recorder-gone' }),
    ]) {
      expect(recorded(play.feed(film)).at(-1)).toEqual(['desk.scanned', 'asked']);
    }
  });

  test('is put off once, by two minutes', () => {
    const play = running().feed({ type: 'deskDue' }, 300_000).feed({ type: 'deskPutOff' });
    expect(asked(play)).toBeNull();
    expect(asked(play.feed({ type: 'deskDue' }, 119_000))).toBeNull();
    expect(asked(play.feed({ type: 'deskDue' }, 1000))).toEqual({
      mayPutOff: false,
      filmingMs: null,
      isToCheck: false,
    });
    const { state } = play;
    expect(play.feed({ type: 'deskPutOff' }).state).toBe(state);
  });

  test('is asked for at the same times after an interruption', () => {
    const play = running().feed({ type: 'deskDue' }, 300_000).feed({ type: 'deskFilming' });
    play.feed({ type: 'interrupted', cause: 'recorder-gone' }).work();
    expect(asked(play)).toBeNull();
    play.feed({ type: 'screenChosen' }).feed({ type: 'startRequested', tabId: 8 });
    play.work({ ...results, openExam: { ...results.openExam, deskScans: [1] } });
    expect(asked(play)).toEqual({ mayPutOff: true, filmingMs: null, isToCheck: false });
    expect(play.state.deskScans?.due).toHaveLength(1);
  });

  test('is never asked for where the policy does not', () => {
    const play = onboarded().feed({ type: 'startRequested', tabId: 7 }).work(results);
    const { state } = play;
    for (const type of ['deskDue', 'deskPutOff', 'deskFilming'] as const) play.feed({ type }, 9_000_000);
    expect(play.feed({ type: 'deskScanned', segment: 0, durationMs: 1 }).state).toBe(state);
  });
});
