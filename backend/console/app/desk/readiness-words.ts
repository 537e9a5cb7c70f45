import type { DrillOutcome } from '../../../../src/rehearsal/findings.ts';
import type { CheckOutcome, CodeFault, Readiness, ReadinessCheck } from '../../../../src/rehearsal/readiness-code.ts';
import type { Drill } from '../../../../src/rehearsal/script.ts';

/** One line of what a code tells: what was tried, how it went, and what to do where it did not go well. */
export interface ReadinessLine {
  readonly name: string;
  readonly outcome: string;
  readonly isFine: boolean;
  /** Empty where there is nothing to do. */
  readonly advice: string;
}

const checks: Readonly<Record<ReadinessCheck, readonly [name: string, advice: string, open: string]>> = {
  browser: [
    'Browser and computer',
    'Ask for what the check said: mostly too many open programs, little free space, or a computer on battery.',
    'Ask the candidate to rehearse again up to this step: it looks at the browser, free space and the clock.',
  ],
  connection: [
    'Connection',
    'Ask the candidate to move nearer to the access point, or to use a cable.',
    'A rehearsal never measures it. At the exam Vigil measures it before the start, and records on through outages.',
  ],
  camera: [
    'Camera',
    'The picture was dark, flat or from a virtual camera. Ask for light from the front, and for the real camera.',
    'Ask whether another program uses the camera, and whether browser and system allow it.',
  ],
  microphone: [
    'Microphone',
    'The sound was too quiet, too loud or noisy. Ask the candidate to choose the microphone nearest to the mouth.',
    'Ask whether the microphone is switched off, and whether browser and system allow it.',
  ],
  screen: [
    'Screen sharing',
    'Ask the candidate to share the screen on which the exam will be.',
    'Ask the candidate to choose “Entire screen”. On a Mac the system must allow the browser to record the screen.',
  ],
  identity: [
    'Photos of document and face',
    'Ask for a photo with more light and without glare.',
    'The candidate stopped before the photos. Any card serves in a rehearsal.',
  ],
  'desk-scan': [
    'Film of the desk',
    'Ask for a slow film of the whole desk.',
    'The candidate stopped before the film. It takes 15 seconds.',
  ],
  agreement: [
    'Signature',
    'Ask the candidate to type the name instead of drawing it.',
    'The candidate stopped before signing. A typed name is enough.',
  ],
};

const drills: Readonly<Record<Drill, readonly [name: string, advice: string]>> = {
  link: [
    'The connection dropped',
    'Vigil did not come back after the outage it made. Ask the candidate to close other programs and to rehearse again.',
  ],
  camera: [
    'The camera was lost',
    'The candidate did not take the camera up again: in Vigil’s small window, “Reconnect camera”. It can be moved if it covers something.',
  ],
  tab: ['Another tab was tried', 'Nothing was tried, which is well in an exam. New tabs are closed and noted.'],
};

const checkOutcomes: Readonly<Record<CheckOutcome, string>> = {
  fine: 'Fine',
  advice: 'Fine, with advice',
  open: 'Not checked',
};
const drillOutcomes: Readonly<Record<DrillOutcome, string>> = {
  passed: 'Went well',
  missed: 'Did not go well',
  skipped: 'Not played: the mock exam ended before',
};

/** Everything that a code tells of checks and drills, in their order. */
export function readinessLines(readiness: Readiness): ReadinessLine[] {
  const checked = Object.entries(readiness.checks).map(([check, outcome]) => {
    const [name, advice, open] = checks[check as ReadinessCheck];
    const said = { fine: '', advice, open }[outcome];
    return { name, outcome: checkOutcomes[outcome], isFine: outcome === 'fine', advice: said };
  });
  const played = Object.entries(readiness.drills).map(([drill, outcome]) => {
    const [name, advice] = drills[drill as Drill];
    const said = { passed: '', missed: advice, skipped: 'The candidate may rehearse again to see it.' }[outcome];
    return { name, outcome: drillOutcomes[outcome], isFine: outcome === 'passed', advice: said };
  });
  return [...checked, ...played];
}

const browsers = { chrome: 'Chrome', edge: 'Edge', chromium: 'Chromium', other: 'A browser that was not looked at' };
const systems = { windows: 'Windows', mac: 'macOS', linux: 'Linux', chromeos: 'ChromeOS', other: 'another system' };

/** Where and with what was rehearsed, in one sentence. */
export function readinessFacts({ browser, system, version }: Readiness): string {
  const named = browser.version > 0 ? `${browsers[browser.kind]} ${browser.version}` : browsers[browser.kind];
  return `${named} on ${systems[system]}, Vigil ${version}`;
}

/** What is wrong with a code, and what to ask the candidate. */
export const codeFaults: Readonly<Record<CodeFault, string>> = {
  short: 'A code has 16 letters and digits. Some are missing: ask for the rest.',
  long: 'A code has 16 letters and digits. These are more: ask for it again, four by four.',
  stranger: 'A code holds letters and digits alone. Ask for the character that is none.',
  typo: 'This is no code: a character is wrong, or two are swapped. Ask for it again, four by four.',
  form: 'This code is of another version of Vigil than this console knows.',
};
