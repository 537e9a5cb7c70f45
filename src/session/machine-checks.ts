import { causeCode } from '../protocol/cause-code.ts';
import type { Moment } from './inputs.ts';
import { stepDone, stepWithFacts } from './machine-start.ts';
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

export const browserChecked: On<'browserChecked'> = (state, { facts, ...moment }) =>
  stepWithFacts(state, 'browser', record(moment, 'browser.checked', 0, '', facts));

export const connectionChecked: On<'connectionChecked'> = (state, { facts, ...moment }) =>
  stepWithFacts(state, 'connection', record(moment, 'connection.measured', 0, '', facts));

/** From here on until another screen passed its check the step is open. */
export const screenLetGo: On<'screenLetGo'> = (state) => {
  const { done } = state.onboarding;
  if (!done.includes('screen')) return null;
  return [{ ...state, onboarding: { ...state.onboarding, done: done.filter((step) => step !== 'screen') } }, []];
};

/** An honest candidate has many reasons to go on against an advice: for the record only. */
function advised(moment: Moment, stream: string, advice: string | undefined): NewJob[] {
  return advice ? [record(moment, 'device.advised', 0, causeCode(advice), { stream })] : [];
}

function recorded(outcome: Outcome, events: readonly NewJob[]): Outcome {
  return outcome && [outcome[0], [...outcome[1], ...events]];
}
