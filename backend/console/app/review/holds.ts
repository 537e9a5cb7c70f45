import type { EventMark, Span } from './span.ts';

/** A stretch in which the exam stood still. */
export interface Hold extends Span {
  readonly kind: 'desk' | 'break' | 'interruption';
}

export const holdWords: Readonly<Record<Hold['kind'], string>> = {
  desk: 'Paused by the desk',
  break: 'Break',
  interruption: 'Interrupted',
};

const ends: ReadonlySet<string> = new Set(['session.submitted', 'session.left', 'session.terminated']);

/**
 * When the exam stood still, by what held it. The desk, a break and an interruption may hold it at the same time, and a
 * break may be made longer. What is not over by the end of the session, or by `to`, goes on until there.
 */
export function holdsOf(marks: readonly EventMark[], to: number): Hold[] {
  const open = new Map<Hold['kind'], number>();
  const holds: Hold[] = [];
  const close = (kind: Hold['kind'], at: number) => {
    const from = open.get(kind);
    if (from !== undefined) holds.push({ kind, from, to: at });
    open.delete(kind);
  };
  for (const { mono, body } of marks) {
    const kind = kindOf(body.cause);
    if (body.type === 'session.paused' && !open.has(kind)) open.set(kind, mono);
    if (body.type === 'session.resumed') close(kind, mono);
    if (ends.has(body.type)) for (const held of [...open.keys()]) close(held, mono);
  }
  for (const held of [...open.keys()]) close(held, to);
  return holds.sort((a, b) => a.from - b.from);
}

function kindOf(cause: string): Hold['kind'] {
  return cause === 'desk' || cause === 'break' ? cause : 'interruption';
}
