import type { DeviceName, RecorderStatus } from '../session/snapshot.ts';
import type { MessageKey } from './text.ts';

/** What is wrong with a device, what to do about it, and the button that does it, where one can. */
export interface Trouble {
  readonly device: DeviceName;
  readonly what: MessageKey;
  readonly advice: MessageKey;
  readonly button: MessageKey | null;
  /** Nothing of the device is recorded. */
  readonly isLost: boolean;
}

type Words = readonly [what: MessageKey, advice: MessageKey, button?: MessageKey];

const words: { readonly [D in DeviceName]: Partial<Record<string, Words>> } = {
  camera: {
    lost: ['troubleCameraLost', 'troubleDeviceLostAdvice', 'troubleCameraAgain'],
    muted: ['troubleCameraMuted', 'troubleCameraMutedAdvice'],
    covered: ['troubleCameraCovered', 'troubleCameraCoveredAdvice'],
    frozen: ['troubleCameraFrozen', 'troubleCameraFrozenAdvice', 'troubleCameraAgain'],
  },
  microphone: {
    lost: ['troubleMicrophoneLost', 'troubleDeviceLostAdvice', 'troubleMicrophoneAgain'],
    muted: ['troubleMicrophoneMuted', 'troubleMicrophoneAdvice'],
    silent: ['troubleMicrophoneSilent', 'troubleMicrophoneAdvice'],
  },
  screen: { lost: ['troubleScreenLost', 'troubleScreenLostAdvice', 'troubleScreenAgain'] },
};

/** What is wrong with the devices, the most urgent first: what is lost before what is only amiss. */
export function troubles(recorder: RecorderStatus): Trouble[] {
  const found = (['screen', 'camera', 'microphone'] as const).flatMap((device) => {
    const known = words[device][recorder[device]];
    if (!known) return [];
    const [what, advice, button = null] = known;
    return [{ device, what, advice, button, isLost: recorder[device] === 'lost' }];
  });
  return [...found.filter(({ isLost }) => isLost), ...found.filter(({ isLost }) => !isLost)];
}
