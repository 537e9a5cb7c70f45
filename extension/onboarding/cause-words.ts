import type { CameraCause } from '../../src/recording/camera-check.ts';
import type { MicrophoneCause } from '../../src/recording/microphone-check.ts';
import type { RefusalCause } from '../../src/recording/refusal.ts';
import type { ScreenCause } from '../../src/recording/screen-check.ts';
import type { MessageKey } from '../../src/ui/text.ts';

/** What a text may name: the kind of device, the one that is on trial, and the one that is gone. */
export type Name = 'kind' | 'device' | 'lost';

/** What is wrong, the one thing to do about it, and whether trying again may help without anything else. */
export interface CauseWords {
  readonly what: MessageKey;
  readonly advice: MessageKey;
  readonly again?: true;
  /** What the two texts have as $1, where that is not the kind of device. */
  readonly named?: readonly [what: Name, advice: Name];
}

/** What happens to cameras and microphones alike. */
export const refusals: Readonly<Record<RefusalCause | 'gone' | 'replaced', CauseWords>> = {
  blocked: { what: 'faultBlocked', advice: 'faultBlockedAdvice', again: true },
  dismissed: { what: 'faultDismissed', advice: 'faultDismissedAdvice', again: true },
  blockedBySystem: { what: 'faultBlockedBySystem', advice: 'faultBlockedBySystemAdvice', again: true },
  missing: { what: 'faultMissing', advice: 'faultMissingAdvice', again: true },
  inUse: { what: 'faultInUse', advice: 'faultInUseAdvice', again: true },
  noAnswer: { what: 'faultNoAnswer', advice: 'faultNoAnswerAdvice', again: true },
  unsuitable: { what: 'faultUnsuitable', advice: 'faultUnsuitableAdvice', again: true },
  failed: { what: 'faultOther', advice: 'faultOtherAdvice', again: true },
  gone: { what: 'faultGone', advice: 'faultGoneAdvice', again: true, named: ['lost', 'lost'] },
  replaced: { what: 'faultReplaced', advice: 'faultReplacedAdvice', named: ['lost', 'device'] },
};

export const cameraWords: Readonly<Record<CameraCause, CauseWords>> = {
  ...refusals,
  muted: { what: 'cameraMuted', advice: 'cameraMutedAdvice' },
  nothing: { what: 'cameraNothing', advice: 'cameraNothingAdvice', again: true },
  black: { what: 'cameraBlack', advice: 'cameraBlackAdvice' },
  covered: { what: 'cameraCovered', advice: 'cameraCoveredAdvice' },
  frozen: { what: 'cameraFrozen', advice: 'cameraFrozenAdvice', again: true },
  dark: { what: 'cameraDark', advice: 'cameraDarkAdvice' },
  blurred: { what: 'cameraBlurred', advice: 'cameraBlurredAdvice' },
  small: { what: 'cameraSmall', advice: 'cameraSmallAdvice' },
  virtual: { what: 'cameraVirtual', advice: 'cameraVirtualAdvice', named: ['device', 'device'] },
  noFace: { what: 'cameraNoFace', advice: 'cameraNoFaceAdvice' },
  manyFaces: { what: 'cameraManyFaces', advice: 'cameraManyFacesAdvice' },
};

export const microphoneWords: Readonly<Record<MicrophoneCause, CauseWords>> = {
  ...refusals,
  muted: { what: 'microphoneMuted', advice: 'microphoneMutedAdvice' },
  off: { what: 'microphoneOff', advice: 'microphoneOffAdvice' },
  silent: { what: 'microphoneSilent', advice: 'microphoneSilentAdvice' },
  noise: { what: 'microphoneNoise', advice: 'microphoneNoiseAdvice' },
  clipping: { what: 'microphoneClipping', advice: 'microphoneClippingAdvice' },
};

export const screenWords: Readonly<Record<ScreenCause, CauseWords>> = {
  dismissed: { what: 'screenDismissed', advice: 'screenDismissedAdvice' },
  blockedBySystem: { what: 'screenBlockedBySystem', advice: 'screenBlockedBySystemAdvice' },
  unreadable: { what: 'screenUnreadable', advice: 'screenUnreadableAdvice' },
  failed: { what: 'screenFailed', advice: 'screenFailedAdvice' },
  stopped: { what: 'screenStopped', advice: 'screenStoppedAdvice' },
  window: { what: 'screenWindow', advice: 'screenWindowAdvice' },
  tab: { what: 'screenTab', advice: 'screenTabAdvice' },
  otherSurface: { what: 'screenOther', advice: 'screenOtherAdvice' },
  nothing: { what: 'screenNothing', advice: 'screenNothingAdvice' },
  black: { what: 'screenBlack', advice: 'screenBlackAdvice' },
  still: { what: 'screenStill', advice: 'screenStillAdvice' },
};
