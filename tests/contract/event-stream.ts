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
  if (!response.body) throw new Error('no stream');
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  /** The next block that `wanted` accepts; null when the stream has ended. */
  const next = async (wanted = (block: string) => block.startsWith('event:')): Promise<string | null> => {
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
  return { response, next, leave: () => leaving.abort() };
}
