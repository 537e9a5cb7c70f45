import type { Policy } from './schema.ts';

/** One reason why a policy is refused: the key it concerns and the rule it breaks. */
export interface PolicyFault {
  readonly key: string;
  readonly rule: string;
}

/** A fault with what a candidate can be told of its rule, in any language. */
export interface TypedFault extends PolicyFault {
  readonly kind?: 'unknown' | 'missing' | 'value' | 'needs' | 'excludes';
  /** The settings that it needs, or does not go with. */
  readonly others?: readonly string[];
}

interface Combination extends TypedFault {
  readonly broken: (policy: Policy) => boolean;
}

const strictFullScreen = (policy: Policy) =>
  policy.lockdown.fullScreen === 'moderate' || policy.lockdown.fullScreen === 'severe';

/** Settings that make no sense together, or that would promise more than they keep. */
const combinations: readonly Combination[] = [
  ...(['camera', 'microphone', 'screen'] as const).map((device) => ({
    key: `verification.${device}`,
    rule: `needs recording.${device}`,
    kind: 'needs' as const,
    others: [`recording.${device}`],
    broken: (policy: Policy) => policy.verification[device] && !policy.recording[device],
  })),
  {
    key: 'verification.identity',
    rule: 'needs recording.camera and verification.camera',
    kind: 'needs',
    others: ['recording.camera', 'verification.camera'],
    broken: ({ recording, verification }) =>
      verification.identity !== 'off' && !(recording.camera && verification.camera),
  },
  {
    key: 'recording.deskScan',
    rule: 'needs recording.camera and recording.microphone',
    kind: 'needs',
    others: ['recording.camera', 'recording.microphone'],
    broken: ({ recording }) => recording.deskScan !== 'off' && !(recording.camera && recording.microphone),
  },
  {
    key: 'lockdown.fullScreen',
    rule: 'moderate and severe need lockdown.oneScreen, lockdown.closeTabs and lockdown.newTabs none',
    kind: 'needs',
    others: ['lockdown.oneScreen', 'lockdown.closeTabs', 'lockdown.newTabs none'],
    broken: (policy) =>
      strictFullScreen(policy) &&
      !(policy.lockdown.oneScreen && policy.lockdown.closeTabs && policy.lockdown.newTabs === 'none'),
  },
  {
    key: 'lockdown.newTabs',
    rule: 'linksOnly cannot be combined with lockdown.fullScreen: a second tab would leave full screen',
    kind: 'excludes',
    others: ['lockdown.fullScreen'],
    broken: ({ lockdown }) => lockdown.fullScreen !== 'off' && lockdown.newTabs === 'linksOnly',
  },
];

/** The forbidden combinations that a well-formed policy holds; empty when it may be used. */
export function refusedCombinations(policy: Policy): TypedFault[] {
  return combinations.filter(({ broken }) => broken(policy)).map(({ broken: _, ...fault }) => fault);
}
