import type { StreamName } from '../../../../src/protocol/journal.ts';

/** The streams of a session in a reviewer's words. */
export const streamWords: Readonly<Record<StreamName, string>> = {
  camera: 'Camera',
  screen: 'Screen',
  identity: 'Photos of document and face',
  desk: 'Film of the desk',
  signature: 'Signature',
};
