import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';
import type { LinkBudget } from './link-budget.ts';
import type { LoadMeter } from './load-meter.ts';
import type { Notices } from './notices.ts';
import type { SigningKey } from './signing-key.ts';
import type { BlobStore } from './store/blob-store.ts';
import type { Database } from './store/database.ts';
import type { WritingMarks } from './writing-marks.ts';

/** Everything that a request handler may use. Made once, in `startBackend`. */
export interface Services {
  readonly db: Database;
  readonly parts: BlobStore;
  readonly signingKey: SigningKey;
  /** The address under which browsers and exam platforms reach this backend. */
  readonly origin: string;
  readonly provider: { readonly name: string; readonly contact: string };
  readonly platformKey: string;
  readonly operatorKey: string;
  /** Extensions whose pages may call the candidate's endpoints. */
  readonly extensionIds: readonly string[];
  readonly load: LoadMeter;
  readonly linkBudget: LinkBudget;
  /** Emits an attempt's id when its conversation has grown, or the desk shows something else in it. */
  readonly notices: Notices;
  readonly writing: WritingMarks;
  /** Aborted when this backend closes: streams end. */
  readonly closing: AbortSignal;
  /** How often an idle stream of messages shows that it lives, in milliseconds. */
  readonly keepAliveMs: number;
  /** For how many days after a launch was opened its recording is taken. */
  readonly uploadDays: number;
  readonly now: () => Date;
  /** When this backend began to listen. */
  readonly startedAt: Date;
}

export type Env = { Bindings: HttpBindings };
export type RequestContext = Context<Env>;
