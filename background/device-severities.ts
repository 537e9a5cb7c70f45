import type { RecorderNews } from '../src/protocol/messages.ts';

type Found = Extract<RecorderNews, { type: 'recorder.found' }>['event'];

/** How much it matters what happens to a device or to the clock. Most of it happens to honest people. */
export const severities: Readonly<Record<Found, number>> = {
  'device.lost': 0.6,
  'device.changed': 0.3,
  'device.back': 0,
  'screen.share.stopped': 0.6,
  'screen.share.back': 0,
  'camera.covered': 0.3,
  'camera.frozen': 0.3,
  'camera.virtual': 0.3,
  'microphone.silent': 0.2,
  'record.gap': 0.3,
  'clock.jump': 0.2,
};
