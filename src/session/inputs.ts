import type { CheckName } from '../protocol/check-help.ts';
import type { EventData, EventType } from '../protocol/events.ts';
import type { Order } from '../protocol/orders.ts';
import type { Saying } from '../words/saying.ts';
import type { ClosedTab, DeviceName, OtherExtension, SessionFacts } from './snapshot.ts';

/** When something happened: wall clock (ISO 8601) and monotonic milliseconds. */
export interface Moment {
  readonly at: string;
  readonly mono: number;
}

/** Where a page of the exam tab belongs, by the policy's address patterns. */
export type PageKind = 'start' | 'take' | 'end' | 'allowed' | 'outside';

/** What the check of a device had to say against it, as a cause; it is used all the same. */
interface Advised {
  readonly advice?: string | undefined;
}

/** Everything that can happen to an attempt. */
export type Input = Moment &
  (
    | { readonly type: 'launchGranted'; readonly session: SessionFacts; readonly tabId: number | null }
    | { readonly type: 'launchRefused'; readonly title: Saying; readonly detail: Saying; readonly tabId: number | null }
    | { readonly type: 'consented' }
    | { readonly type: 'declined' }
    | ({ readonly type: 'cameraChosen'; readonly device: { readonly id: string; readonly label: string } } & Advised)
    | ({
        readonly type: 'microphoneChosen';
        readonly device: { readonly id: string; readonly label: string };
        /** What a candidate who cannot speak wrote in place of it. */
        readonly remark?: string | undefined;
      } & Advised)
    | ({ readonly type: 'screenChosen' } & Advised)
    /** Another screen is about to be picked: the one before is not shared any more. */
    | { readonly type: 'screenLetGo' }
    /** A check bars the way, and the candidate asks the desk; `hasDevice`: there is something to go on with as it is. */
    | {
        readonly type: 'deskAsked';
        readonly check: CheckName;
        readonly cause: string;
        readonly hasDevice: boolean;
      }
    | { readonly type: 'wentWithout'; readonly check: DeviceName }
    /** Photos were handed in: the segments of document and face, and how many places of the document were blackened. */
    | {
        readonly type: 'identityShown';
        readonly document: number;
        readonly face: number;
        readonly blackened: number;
      }
    /** The desk decided on the candidate, on a check that failed, or on the exam. */
    | { readonly type: 'ordered'; readonly order: Order }
    /** A film of the desk was handed in. */
    | { readonly type: 'deskScanned'; readonly segment: number; readonly durationMs: number }
    /** The time may have come to ask for the desk. */
    | { readonly type: 'deskDue' }
    | { readonly type: 'deskPutOff' }
    | { readonly type: 'deskFilming' }
    /** A film of the exam's has ended; what is not whole is gone. */
    | { readonly type: 'deskToCheck'; readonly isWhole: boolean }
    | { readonly type: 'browserChecked'; readonly facts: EventData }
    | { readonly type: 'connectionChecked'; readonly facts: EventData }
    /** `way`: how it was signed, as an event cause. */
    | { readonly type: 'agreementSigned'; readonly way: 'typed' | 'drawn'; readonly facts: EventData }
    | { readonly type: 'introductionRead' }
    /** The backend took the code of the help desk. */
    | { readonly type: 'reEntryAllowed' }
    | { readonly type: 'startRequested'; readonly tabId: number }
    | {
        readonly type: 'jobDone';
        readonly job: string;
        readonly tabs?: ClosedTab[];
        readonly extensions?: OtherExtension[];
        /** When the desk is to be filmed, in milliseconds from now; drawn where the policy asks for it. */
        readonly deskScans?: readonly number[];
        readonly examTab?: { readonly tabId: number; readonly windowId: number };
      }
    | { readonly type: 'jobFailed'; readonly job: string; readonly detail: Saying }
    | { readonly type: 'examPage'; readonly url: string; readonly kind: PageKind }
    | { readonly type: 'examTabClosed' }
    | {
        readonly type: 'presence';
        readonly inside: boolean;
        readonly cause: string;
        /** A prompt or picker of the browser has the focus. */
        readonly excused: boolean;
      }
    /** While the candidate is outside: it is still so. The time of a break, or to enter again, may be over. */
    | { readonly type: 'budgetDue' }
    /** Displays more than the policy allows, by name; none when all is as it should be. */
    | { readonly type: 'displays'; readonly extra: readonly string[] }
    /** An extension of the candidate's was switched off in the exam. */
    | { readonly type: 'extensionDisabled'; readonly extension: OtherExtension }
    | {
        readonly type: 'observed';
        readonly event: EventType;
        readonly severity: number;
        readonly cause: string;
        readonly data: EventData;
        /** The candidate's accommodation covers it. */
        readonly accommodated?: boolean;
      }
    /** The candidate wants a break: takes one that is granted, or asks the desk for one. */
    | { readonly type: 'breakRequested' }
    /** The candidate goes on with the exam. */
    | { readonly type: 'breakEnded' }
    /** The candidate puts a note on the timeline; `note` makes a repetition harmless. */
    | { readonly type: 'noted'; readonly note: string; readonly cause: string; readonly text: string }
    | { readonly type: 'leaveRequested' }
    | { readonly type: 'terminated'; readonly cause: string }
    /** `runUntil`: when the exam was last seen to run, as an ISO instant, where that is known. */
    | { readonly type: 'interrupted'; readonly cause: string; readonly runUntil?: string | undefined }
    | { readonly type: 'receiptArrived'; readonly session: string; readonly receipt: string }
    | { readonly type: 'dismissed' }
  );
export type InputType = Input['type'];
