import { eventStream } from './event-stream.ts';
import type { Services } from './services.ts';
import { watch } from './silence.ts';
import { summarizeSome } from './store/attempts.ts';

/** For how long changes are gathered, in milliseconds, so that a busy hour costs one query now and then. */
const gatherMs = 100;

type Needed = Pick<Services, 'db' | 'notices' | 'closing' | 'keepAliveMs' | 'now' | 'startedAt'>;

/** The summary of each attempt that changes for the desk, as it changes, as server-sent events. */
export function deskStream(services: Needed): ReadableStream<Uint8Array> {
  return eventStream(services, ({ send, fail, over }) => {
    let changed = new Set<string>();
    const tell = async () => {
      const attempts = [...changed];
      changed = new Set();
      for (const summary of await summarizeSome(services.db, attempts, watch(services))) send('attempt', summary);
    };
    const hear = (attempt: string) => {
      if (changed.size === 0) setTimeout(() => tell().catch(fail), gatherMs);
      changed.add(attempt);
    };
    services.notices.onAny(hear, over);
  });
}
