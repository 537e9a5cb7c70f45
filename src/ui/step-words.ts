import type { Phase, StepName } from '../session/snapshot.ts';
import type { MessageKey } from './text.ts';

/** What each step before an exam is called. */
export const stepWords: Readonly<Record<StepName, MessageKey>> = {
  consent: 'stepConsent',
  're-entry': 'stepReEntry',
  browser: 'stepBrowser',
  connection: 'stepConnection',
  camera: 'stepCamera',
  microphone: 'stepMicrophone',
  screen: 'stepScreen',
  identity: 'stepIdentity',
  'desk-scan': 'stepDeskScan',
  agreement: 'stepAgreement',
  introduction: 'stepIntroduction',
  start: 'stepStart',
};

/** What each phase of an attempt is called. */
export const phaseWords: Readonly<Record<Phase, MessageKey>> = {
  idle: 'phaseIdle',
  onboarding: 'phaseOnboarding',
  starting: 'phaseStarting',
  active: 'phaseActive',
  finishing: 'phaseFinishing',
  finished: 'phaseFinished',
};
