import type { AttemptSummary } from '../parts/attempt-state.tsx';
import { causeText } from '../review/event-words.ts';

export type BarredCheck = NonNullable<AttemptSummary['barred']>;

const names: Readonly<Record<BarredCheck['check'], string>> = {
  browser: 'Browser and computer',
  connection: 'Connection',
  camera: 'Camera',
  microphone: 'Microphone',
  screen: 'Screen',
};

/** A check that failed, with what failed in it: `Camera: blocked by system`. */
export function failureText({ check, cause }: Pick<BarredCheck, 'check' | 'cause'>): string {
  return `${names[check]}: ${causeText(cause)}`;
}

/** What an override would do. */
export function overrideText({ check, way }: Pick<BarredCheck, 'check' | 'way'>): string {
  const device = check === 'screen' ? 'screen' : check;
  switch (way) {
    case 'check':
      return 'With an override the candidate goes on as things are.';
    case 'without':
      return `There is none to record. With an override the exam is taken without the ${device}, and its recording has a gap that says so.`;
    case 'none':
      return `This one cannot be overridden: a later step needs the ${device}. Help the candidate to mend it, or to use another computer.`;
  }
}
