import type { Accommodation } from '../../src/policy/accommodations.ts';
import type { Policy } from '../../src/policy/schema.ts';
import type { EventType } from '../../src/protocol/events.ts';
import type { ExamSite } from './exam-site.ts';

/** Where the suite runs: which build, against which backend, on which exam page. */
export interface Bench {
  /** Folder of the built extension. */
  readonly extension: string;
  readonly backend: string;
  readonly platformKey: string;
  readonly operatorKey: string;
  readonly site: ExamSite;
  /** Address of the exam's first page; everything on its site belongs to the exam. Undefined: the suite's own page. */
  readonly examPage?: string | undefined;
  readonly headful: boolean;
  /** How long an event is waited for, in milliseconds; 30 s unless told: a slow machine is late, and not wrong. */
  readonly patienceMs?: number;
}

/** The event that the backend must have received after an act. */
export interface ExpectedEvent {
  readonly type: EventType;
  readonly cause?: string;
  /** Most that it may weigh. */
  readonly severity?: number;
  readonly accommodated?: true;
}

/** The exam that a group of scenarios is played in. */
export interface ExamSetup {
  /** Switches on what is tested, on a policy that asks for nothing. */
  readonly policy: (policy: Policy) => void;
  readonly accommodation?: Accommodation;
  /** Flags for the browser, such as those that give it two displays. */
  readonly flags?: readonly string[];
  /** Folders of other extensions that the candidate has. */
  readonly otherExtensions?: readonly string[];
  /** The candidate lets the extension into private windows. */
  readonly privateWindows?: true;
  /** Pages that the candidate had open before, by path on another site. */
  readonly openTabs?: readonly string[];
}
