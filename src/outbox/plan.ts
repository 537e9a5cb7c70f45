import type { BackendLink } from './backend-link.ts';
import type { Delays } from './delays.ts';

/** What one session has waiting. */
export interface SessionWork {
  readonly session: string;
  readonly backend: string;
  /** Whether journal entries are to be sent. */
  readonly areEntriesDue: boolean;
  /** Places of the parts that wait, oldest first; no more of them are needed than may be in flight. */
  readonly parts: readonly number[];
  /** The end is signed, and is all that is left. */
  readonly isClosing: boolean;
}

/** One request to make. */
export type Send =
  | { readonly kind: 'journal' | 'finish'; readonly session: string; readonly backend: string }
  | { readonly kind: 'part'; readonly session: string; readonly backend: string; readonly seq: number }
  /** Asks a backend that did not answer whether it does now. */
  | { readonly kind: 'probe'; readonly backend: string };

/** What a request in flight, or one that waits after a failure, is known by. */
export function keyOf(send: Send): string {
  if (send.kind === 'probe') return `probe ${send.backend}`;
  return send.kind === 'part' ? `part ${send.session} ${send.seq}` : `${send.kind} ${send.session}`;
}

/** The key under which all parts of a session wait after a failure that was none of the part's own. */
export function mediaKey(session: string): string {
  return `media ${session}`;
}

export interface OutboxState {
  readonly work: readonly SessionWork[];
  /** What is known of each backend; one for each that the work names. */
  readonly links: ReadonlyMap<string, BackendLink>;
  /** Requests under way, by their key. */
  readonly inFlight: ReadonlyMap<string, Send>;
  readonly delays: Delays;
  /** Monotonic milliseconds. */
  readonly now: number;
}

/**
 * What to send now. The journal has a lane of its own, so that events never wait behind media; parts go out oldest
 * first, as many at once as their backend takes; and a backend that does not answer is only asked whether it does.
 */
export function plan({ work, links, inFlight, delays, now }: OutboxState): Send[] {
  const sends: Send[] = [];
  const isFree = (send: Send) => !inFlight.has(keyOf(send)) && !delays.isWaiting(keyOf(send), now);
  for (const [backend, link] of links) {
    const own = work.filter((one) => one.backend === backend);
    if (!link.isAnswering) {
      if (own.length > 0 && link.mayProbe(now)) sends.push({ kind: 'probe', backend });
      continue;
    }
    const lanes = own.flatMap(({ session, areEntriesDue, isClosing }): Send[] => [
      ...(areEntriesDue ? [{ kind: 'journal' as const, session, backend }] : []),
      ...(isClosing ? [{ kind: 'finish' as const, session, backend }] : []),
    ]);
    const parts = own
      .filter(({ session }) => !delays.isWaiting(mediaKey(session), now))
      .flatMap(({ session, parts: places }) => places.map((seq): Send => ({ kind: 'part', session, backend, seq })));
    const underWay = [...inFlight.values()].filter((send) => send.kind === 'part' && send.backend === backend);
    const room = Math.max(0, link.partsAtOnce(now) - underWay.length);
    sends.push(...lanes.filter(isFree), ...parts.filter(isFree).slice(0, room));
  }
  return sends;
}

/** When to look again although nothing happened, in monotonic milliseconds; Infinity for never. */
export function nextLook({ links, delays, now }: Pick<OutboxState, 'links' | 'delays' | 'now'>): number {
  return Math.min(delays.nextDue(now), ...[...links.values()].map((link) => link.nextDue(now)));
}
