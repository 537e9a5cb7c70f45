import { describe, expect, test } from 'vitest';
import { active, finishing, type Loose, onboarded, results, sessionWith } from './machine-play.ts';

const gap: Loose = {
  type: 'observed',
  event: 'record.gap',
  severity: 0.3,
  cause: 'device',
  data: { stream: 'camera', duration: 4000 },
};

describe('a device that is missing when the recording stops', () => {
  test('leaves its gap in the journal before the end is signed', () => {
    const play = finishing();
    const before = play.state.jobs.map((job) => job.do);
    expect(before).toContain('signEnd');
    play.feed(gap).work();
    expect(play.did().slice(-6)).toEqual([
      'unlock',
      'stopRecording',
      'record record.gap',
      'signEnd',
      'showFinish',
      'giveBack',
    ]);
  });

  test('also at an interruption', () => {
    const play = active().feed({ type: 'interrupted', cause: 'permission-removed' }).feed(gap);
    expect(play.work().did().at(-1)).toBe('record record.gap');
  });

  test('nothing else is recorded then, and nothing before an exam began', () => {
    const play = finishing();
    const { state } = play;
    expect(play.feed({ ...gap, event: 'device.lost' } as Loose).state).toBe(state);
    const early = onboarded();
    const before = early.state;
    expect(early.feed(gap).state).toBe(before);
  });
});

describe('a camera whose label is that of a program', () => {
  const choose = (label: string) =>
    onboarded(sessionWith())
      .feed({ type: 'cameraChosen', device: { id: 'cam', label } })
      .feed({ type: 'startRequested', tabId: 7 })
      .work(results);

  test('is told once, after the start, and weighs little', () => {
    const play = choose('OBS Virtual Camera');
    const checks = ['browser.checked', 'connection.measured'];
    const told = play.done.filter((job) => job.do === 'record' && !checks.includes(job.type));
    expect(told).toMatchObject([
      { type: 'session.started' },
      { type: 'camera.virtual', severity: 0.3, cause: 'label', data: { label: 'OBS Virtual Camera' } },
    ]);
  });

  test('any other is not', () => {
    expect(choose('HD Pro Webcam C920').did()).not.toContain('record camera.virtual');
  });
});
