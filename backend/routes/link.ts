import { bodyLimits } from '../../src/protocol/api.ts';
import type { Handler } from '../endpoint-call.ts';
import { Refusal } from '../problem.ts';
import { announcedLength, chunksOf } from '../request-body.ts';

/** Reads a body and throws it away: how much there was, and how long it took to arrive, tells what the link carries. */
export const measureLink: Handler<'measureLink'> = (services, { session, context }) =>
  services.load.upload(async () => {
    const { incoming } = context.env;
    const announced = announcedLength(incoming) ?? bodyLimits.link;
    if (announced > bodyLimits.link) throw tooLarge();
    services.linkBudget.spend(session.id, announced);
    const began = performance.now();
    let bytes = 0;
    for await (const chunk of chunksOf(incoming)) {
      bytes += chunk.length;
      if (bytes > bodyLimits.link) throw tooLarge();
    }
    return { bytes, ms: Math.round(performance.now() - began) };
  });

function tooLarge(): Refusal {
  return new Refusal('too-large', `A link is measured with at most ${bodyLimits.link} bytes at a time. Send less.`);
}
