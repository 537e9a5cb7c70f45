import { pathTo } from '../../src/protocol/endpoints.ts';
import type { TestCandidate } from './test-candidate.ts';

/** A stream of messages, read event by event. Blocks are separated by an empty line. */
export async function openStream({ backend: { origin }, grant }: TestCandidate, lastEventId?: number) {
  const leaving = new AbortController();
  const response = await fetch(`${origin}${pathTo('streamMessages', { session: grant.session })}`, {
    signal: leaving.signal,
    headers: {
      Authorization: `Bearer ${grant.token}`,
      ...(lastEventId === undefined ? {} : { 'Last-Event-ID': String(lastEventId) }),
    },
  });
  return { response, next: blocksOf(response), leave: () => leaving.abort() };
}

/** Reads the blocks of a stream of events, one by one. */
export function blocksOf({ body }: Response) {
  if (!body) throw new Error('no stream');
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  /** The next block that `wanted` accepts; null when the stream has ended. */
  return async (wanted = (block: string) => block.startsWith('event:')): Promise<string | null> => {
    for (;;) {
      const end = text.indexOf('\n\n');
      if (end >= 0) {
        const block = text.slice(0, end);
        text = text.slice(end + 2);
        if (wanted(block)) return block;
        continue;
      }
      const { done, value } = await reader.read();
      if (done) return null;
      text += value;
    }
  };
}
