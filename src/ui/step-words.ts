import type { StepName } from '../session/snapshot.ts';
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
