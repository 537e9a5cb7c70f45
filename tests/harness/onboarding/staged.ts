import type { LinkTrial } from '../../../src/protocol/link-measure.ts';
import type { BrowserSurvey } from '../../../src/session/browser-checks.ts';
import type { StartSurvey } from '../../../src/session/view.ts';
import type { Saying } from '../../../src/words/saying.ts';

/** What a camera shows: the browser's own picture, or that picture spoilt. `asking`: the browser's question stays open. */
export type Picture =
  | 'as it is'
  | 'asking'
  | 'frozen'
  | 'black'
  | 'covered'
  | 'dark'
  | 'blurred'
  | 'small'
  | 'nothing'
  | 'at one side';
/** What a microphone hears. `asking`: the browser's question stays open. */
export type Sound = 'as it is' | 'asking' | 'nothing' | 'faint' | 'hum' | 'too loud';

/** An answer in place of the service worker's own. `silence`: none comes. */
export type Answer<Value = unknown> = { readonly value: Value } | { readonly error: Saying } | 'silence';

/** The computer that the start page finds. */
interface StagedComputer {
  readonly battery?: { readonly charging: boolean; readonly level: number };
  /** `unknown`: the browser does not say. */
  readonly freeBytes?: number | 'unknown';
  readonly browser?: { readonly brand: string; readonly version: number };
  readonly weakness?: 'busy' | 'memory' | 'slow';
}

/** What is staged on the start page; what is left out is as it is. */
export interface Staged {
  readonly picture?: Picture;
  readonly sound?: Sound;
  /** What the browser says instead of opening a camera or a microphone. */
  readonly refusal?: { readonly name: string; readonly message: string; readonly permission?: PermissionState };
  /** The device that was open is not plugged in any more, and there is another. */
  readonly isGone?: boolean;
  /** What the device is called. */
  readonly label?: string;
  /** How many faces the browser's own detector finds, in the middle of the picture or where it is said. */
  readonly faces?: number;
  /** The browser holds back the sound until somebody presses something. */
  readonly isAsleep?: boolean;
  /** The candidate does not give the access that the exam needs. */
  readonly refusesAccess?: boolean;
  /** The computer, where it matters; without, it is this machine, whatever that is. */
  readonly computer?: StagedComputer;
  readonly answers?: {
    readonly openLaunch?: Answer<null>;
    readonly surveyBrowser?: Answer<BrowserSurvey>;
    readonly measureLink?: Answer<LinkTrial>;
    readonly survey?: Answer<StartSurvey>;
    readonly start?: Answer<null>;
    readonly chooseScreen?: Answer;
    readonly usePhotos?: Answer<null>;
  };
}
