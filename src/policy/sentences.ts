import type { MessageKey } from '../words/text-key.ts';
import type { Words } from '../words/words.ts';
import { breakWords } from './breaks.ts';
import type { Policy } from './schema.ts';

/** One setting in plain words. `group` is the part of the consent page that it belongs to. */
export interface Sentence {
  readonly key: string;
  readonly group: 'recorded' | 'checked' | 'locked' | 'kept';
  readonly text: string;
}

/** A setting's key, and its text by key or in words; false when the policy does not ask for it. */
type Said = readonly [key: string, text: MessageKey | { readonly words: string }] | false;

/** Every setting of a policy that asks something of the candidate, one sentence each, in the language of `words`. */
export function policySentences(policy: Policy, words: Words): Sentence[] {
  const groups: Record<Sentence['group'], readonly Said[]> = {
    recorded: recorded(policy),
    checked: checked(policy),
    locked: [...windowAndTabs(policy, words), ...pageAndDevice(policy), ...offers(policy, words)],
    kept: [encryption(policy), ['retention', { words: words.plural('policyRetention', policy.retention.days) }]],
  };
  return (['recorded', 'checked', 'locked', 'kept'] as const).flatMap((group) =>
    groups[group]
      .filter((said) => said !== false)
      .map(([key, text]) => ({ key, group, text: typeof text === 'string' ? words.text(text) : text.words })),
  );
}

function recorded({ recording }: Policy): Said[] {
  const deskScan = { start: 'policyDeskStart', periodic: 'policyDeskPeriodic' } as const;
  return [
    recording.camera && ['recording.camera', 'policyCamera'],
    recording.microphone && ['recording.microphone', 'policyMicrophone'],
    recording.screen && ['recording.screen', 'policyScreen'],
    recording.webTraffic && ['recording.webTraffic', 'policyWebTraffic'],
    recording.input && ['recording.input', 'policyInput'],
    recording.deskScan !== 'off' && ['recording.deskScan', deskScan[recording.deskScan]],
  ];
}

function encryption({ recording }: Policy): Said {
  return recording.recipients?.length ? ['recording.recipients', 'policyEncrypted'] : false;
}

function checked({ verification }: Policy): Said[] {
  const identity = { photo: 'policyIdentityPhoto', live: 'policyIdentityLive' } as const;
  return [
    verification.identity !== 'off' && ['verification.identity', identity[verification.identity]],
    verification.signature && ['verification.signature', 'policySignature'],
  ];
}

function windowAndTabs({ lockdown }: Policy, words: Words): Said[] {
  const outside = (seconds: number) => ({ words: words.text('policyFullScreen', words.length(seconds)) });
  const fullScreen = { lenient: outside(30), moderate: outside(15), severe: 'policyFullScreenSevere' } as const;
  const newTabs = { none: 'policyTabsNone', linksOnly: 'policyTabsLinks' } as const;
  const allowed = { words: words.text('policyAllowed', lockdown.allow) };
  return [
    lockdown.fullScreen !== 'off' && ['lockdown.fullScreen', fullScreen[lockdown.fullScreen]],
    lockdown.oneScreen && ['lockdown.oneScreen', 'policyOneScreen'],
    lockdown.newTabs !== 'allowed' && ['lockdown.newTabs', newTabs[lockdown.newTabs]],
    lockdown.closeTabs && ['lockdown.closeTabs', 'policyTabsClosed'],
    lockdown.allow.length > 0 && ['lockdown.allow', allowed],
  ];
}

function pageAndDevice({ lockdown }: Policy): Said[] {
  const extensions = { report: 'policyExtensionsReport', block: 'policyExtensionsBlock' } as const;
  return [
    lockdown.printing && ['lockdown.printing', 'policyPrinting'],
    lockdown.clipboard && ['lockdown.clipboard', 'policyClipboard'],
    lockdown.downloads && ['lockdown.downloads', 'policyDownloads'],
    lockdown.rightClick && ['lockdown.rightClick', 'policyRightClick'],
    lockdown.clearCache && ['lockdown.clearCache', 'policyCache'],
    lockdown.otherExtensions !== 'allowed' && ['lockdown.otherExtensions', extensions[lockdown.otherExtensions]],
  ];
}

function offers({ recording, tools, lockdown, exam, help }: Policy, words: Words): Said[] {
  const { breaks: given = 'off' } = exam;
  const isEncrypted = (recording.recipients ?? []).length > 0;
  const calculator = {
    basic: 'policyCalculatorBasic',
    scientific: 'policyCalculatorScientific',
    graphing: 'policyCalculatorGraphing',
  } as const;
  return [
    tools.calculator !== 'off' && ['tools.calculator', calculator[tools.calculator]],
    tools.whiteboard && ['tools.whiteboard', 'policyWhiteboard'],
    given !== 'off' && ['exam.breaks', given === 'desk' ? 'policyBreaksDesk' : { words: breakWords(given, words) }],
    ['lockdown.reEntry', reEntry(lockdown.reEntry, words)],
    help?.technical === true && ['help.technical', 'policyTechnical'],
    help?.pictures === true && ['help.pictures', isEncrypted ? 'policyPicturesPlain' : 'policyPictures'],
  ];
}

function reEntry(setting: Policy['lockdown']['reEntry'], words: Words): MessageKey | { readonly words: string } {
  if (setting === 'never') return 'policyReEntryNever';
  if (setting === 'code') return 'policyReEntryCode';
  return { words: words.plural('policyReEntry', setting.allowed) };
}
