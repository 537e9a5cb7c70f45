import { expect, test } from 'vitest';
import type { Loose } from './machine-play.ts';
import { Play, sessionWith } from './machine-play.ts';

const device = { id: 'id', label: 'A device' };

/** The events of an attempt whose candidate is at the step of a device, and then does this. */
function recorded(steps: readonly Loose[], last: Loose) {
  const play = new Play().feed({ type: 'launchGranted', session: sessionWith(), tabId: 7 }).work();
  for (const step of steps) play.feed(step).work();
  play.done.length = 0;
  play.feed(last).work();
  const events = play.done.flatMap((job) => (job.do === 'record' ? [job] : []));
  return { events, done: play.state.onboarding.done };
}

const agreed: Loose[] = [
  { type: 'consented' },
  { type: 'browserChecked', facts: {} },
  { type: 'connectionChecked', facts: {} },
];
const seen: Loose[] = [...agreed, { type: 'cameraChosen', device }];
const heard: Loose[] = [...seen, { type: 'microphoneChosen', device }];

test('a device whose check has nothing to say against it leaves nothing in the journal', () => {
  expect(recorded(agreed, { type: 'cameraChosen', device }).events).toEqual([]);
  expect(recorded(seen, { type: 'microphoneChosen', device }).events).toEqual([]);
  expect(recorded(heard, { type: 'screenChosen' }).events).toEqual([]);
});

test.each([
  ['camera', agreed, { type: 'cameraChosen', device, advice: 'noFace' }, 'no-face'],
  ['microphone', seen, { type: 'microphoneChosen', device, advice: 'clipping' }, 'clipping'],
  ['screen', heard, { type: 'screenChosen', advice: 'still' }, 'still'],
] as const)(
  'a %s that is used against an advice is in the journal, and weighs nothing',
  (stream, before, chosen, cause) => {
    const { events, done } = recorded(before, chosen);
    expect(events).toMatchObject([{ type: 'device.advised', severity: 0, cause, data: { stream } }]);
    expect(done).toContain(stream);
  },
);

test('the remark of a candidate who cannot speak is in the journal', () => {
  const { events } = recorded(seen, { type: 'microphoneChosen', device, advice: 'silent', remark: 'I am mute.' });
  expect(events).toMatchObject([
    { type: 'device.advised', cause: 'silent' },
    { type: 'note.added', severity: 0, cause: 'microphone-check', data: { text: 'I am mute.' } },
  ]);
});

test('a step that is not open leaves nothing', () => {
  expect(recorded(agreed, { type: 'microphoneChosen', device, remark: 'Too early.' }).events).toEqual([]);
});
