import { expect, it } from 'vitest';
import { newId, sessionWith } from './machine-play.ts';
import { idleSnapshot, noRecorder, noUpload, type Snapshot } from './snapshot.ts';
import { sessionView } from './view.ts';

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
