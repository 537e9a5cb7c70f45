import type { Moment } from './inputs.ts';
import { stepDone } from './machine-start.ts';
import { type NewJob, type On, type Outcome, record } from './outcome.ts';

// What the checks of the devices leave behind in the session and in its journal. A check without an advice leaves nothing.

export const cameraChosen: On<'cameraChosen'> = (state, { device, advice, ...moment }) =>
  recorded(stepDone(state, 'camera', { camera: device }), advised(moment, 'camera', advice));

export const microphoneChosen: On<'microphoneChosen'> = (state, { device, advice, remark, ...moment }) =>
  recorded(stepDone(state, 'microphone', { microphone: device }), [
    ...advised(moment, 'microphone', advice),
    ...(remark ? [record(moment, 'note.added', 0, 'microphone-check', { text: remark })] : []),
  ]);

export const screenChosen: On<'screenChosen'> = (state, { advice, ...moment }) =>
  recorded(stepDone(state, 'screen'), advised(moment, 'screen', advice));

/** An honest candidate has many reasons to go on against an advice: for the record only. */
function advised(moment: Moment, stream: string, advice: string | undefined): NewJob[] {
  return advice ? [record(moment, 'device.advised', 0, advice, { stream })] : [];
}

function recorded(outcome: Outcome, events: readonly NewJob[]): Outcome {
  return outcome && [outcome[0], [...outcome[1], ...events]];
}
