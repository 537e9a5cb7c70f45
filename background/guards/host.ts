import type { EventData, EventType } from '../../src/protocol/events.ts';
import type { GuardName } from '../../src/protocol/messages.ts';
import type { Snapshot } from '../../src/session/snapshot.ts';
import type { MessageKey } from '../../src/words/text-key.ts';
import type { NewInput } from '../attempt.ts';

/** The snapshot of an exam that runs. */
export type RunningExam = Snapshot & {
  readonly session: NonNullable<Snapshot['session']>;
  readonly examTab: NonNullable<Snapshot['examTab']>;
};

/** Something that a guard noticed, as it goes into the journal. */
export interface Finding {
  readonly event: EventType;
  readonly severity: number;
  readonly cause: string;
  readonly data?: EventData;
  /** The candidate's accommodation covers it. */
  readonly accommodated?: boolean;
  /** Key of the sentence that the candidate reads at the top of the exam page. */
  readonly notice?: MessageKey;
}

/** What a guard of the worker may ask of the house it lives in. */
export interface GuardHost {
  /** The exam, if one runs now. */
  running(): Promise<RunningExam | undefined>;
  take(input: NewInput): Promise<Snapshot>;
  /** An event for the journal, a sentence for the candidate. A flood of one kind is counted, not told one by one. */
  found(finding: Finding): Promise<void>;
  /** The same for an act that a guard stopped. */
  blocked(guard: GuardName, cause: string, data?: EventData): Promise<void>;
}

/** One thing that the worker watches and enforces while an exam runs. */
export interface Guard {
  /** Attaches its listeners. Called in the worker's first tick; each listener asks whether an exam runs. */
  listen(): void;
  /** Looks at what may have happened while nobody listened: at the start of the exam, and when the worker came up in it. */
  look(exam: RunningExam): Promise<void>;
}
