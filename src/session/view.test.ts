import { describe, expect, it } from 'vitest';
import { newId, onboarded, sessionWith } from './machine-play.ts';
import { idleSnapshot, noRecorder, noUpload, type RecorderStatus, type Snapshot } from './snapshot.ts';
import { sessionView, shownStep } from './view.ts';

const tab = {
  url: 'file:///notes.txt',
  title: 'Notes',
  windowId: 1,
  index: 0,
  pinned: false,
  active: false,
  group: null,
};
const ended: Snapshot = {
  ...idleSnapshot,
  phase: 'finished',
  session: sessionWith(),
  closedTabs: [tab],
  disabledExtensions: [{ id: 'abcdefghijklmnopabcdefghijklmnop', name: 'Tab Tidy' }],
};
const view = (snapshot: Snapshot) => sessionView(snapshot, noRecorder, noUpload, 0);

it('names what could not be given back, once giving back was tried', () => {
  expect(view(ended)).toMatchObject({ unopened: ['file:///notes.txt'], unrestored: ['Tab Tidy'], closedTabs: 1 });
});

it('names nothing as long as it is still to be given back', () => {
  const jobs: Snapshot['jobs'] = [{ id: newId(), do: 'giveBack' }];
  expect(view({ ...ended, jobs })).toMatchObject({ unopened: [], unrestored: [], closedTabs: 1 });
  expect(view({ ...ended, phase: 'active' })).toMatchObject({ unopened: [], unrestored: [], closedTabs: 1 });
});

describe('a screen that is shared no more', () => {
  const shown = (snapshot: Snapshot, recorder: RecorderStatus | null) =>
    shownStep(sessionView(snapshot, recorder, noUpload, 0));
  const ready = onboarded().state;
  const { done } = ready.onboarding;
  const reading: Snapshot = {
    ...ready,
    onboarding: { ...ready.onboarding, done: done.filter((step) => step !== 'introduction') },
  };
  const shared: RecorderStatus = { ...noRecorder, screen: 'chosen' };

  it('is asked for again right before the start, and not in the midst of another step', () => {
    expect(shown(ready, shared)).toBe('start');
    expect(shown(ready, noRecorder)).toBe('screen');
    expect(shown(reading, noRecorder)).toBe('introduction');
  });

  it('is not asked for while nobody knows, while the exam starts, or where nothing is shared', () => {
    expect(shown(ready, null)).toBe('start');
    expect(shown({ ...ready, phase: 'starting' }, noRecorder)).toBe('start');
    const without = { ...ready, onboarding: { ...ready.onboarding, without: ['screen' as const] } };
    expect(shown(without, noRecorder)).toBe('start');
  });

  it('is open again from the moment at which another is picked', () => {
    const picking = onboarded().feed({ type: 'screenLetGo' });
    expect(shown(picking.state, shared)).toBe('screen');
    expect(shown(picking.feed({ type: 'screenChosen' }).state, shared)).toBe('start');
  });
});
