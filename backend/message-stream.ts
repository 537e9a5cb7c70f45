import type { ChatMarks } from '../src/protocol/chat.ts';
import { type EventSink, eventStream } from './event-stream.ts';
import type { Services } from './services.ts';
import { marksOf, messagesAfter } from './store/messages.ts';
import { openOrders } from './store/orders.ts';

type Needed = Pick<Services, 'db' | 'notices' | 'writing' | 'closing' | 'keepAliveMs'>;

/**
 * A conversation as server-sent events: what is there after `after`, then each message as it comes; the desk's orders
 * that are open, each once; and the desk's marks whenever they are others.
 * The database is the truth, a notice only says that looking is worth while; so no message is lost between the two, or
 * sent twice.
 */
export function messageStream(services: Needed, attempt: string, after: number): ReadableStream<Uint8Array> {
  return eventStream(services, ({ send, fail, over }) => {
    const forward = forwarder(services, attempt, after, send);
    const notice = () => void forward().catch(fail);
    services.notices.on(attempt, notice);
    over.addEventListener('abort', () => services.notices.off(attempt, notice));
    notice();
  });
}

/** Sends what is new, one call after the other, so that no message overtakes another. */
function forwarder({ db, writing }: Needed, attempt: string, after: number, send: EventSink['send']) {
  let last = after;
  const told = new Set<string>();
  let shown = markText(0, null);
  let sending = Promise.resolve();
  const sendNew = async () => {
    for (;;) {
      const more = await messagesAfter(db, attempt, last);
      if (more.length === 0) break;
      for (const message of more) send('message', message, message.number);
      last = more.at(-1)?.number ?? last;
    }
    const orders = (await openOrders(db, attempt)).filter(({ id }) => !told.has(id));
    for (const order of orders) {
      send('order', order);
      told.add(order.id);
    }
    const { desk } = await marksOf(db, attempt);
    const until = writing.until(attempt, 'desk');
    if (markText(desk, until) !== shown) send('marks', { seen: desk, typing: until !== null } satisfies ChatMarks);
    shown = markText(desk, until);
  };
  return () => {
    sending = sending.then(sendNew);
    return sending;
  };
}

/** Marks that are told once: who goes on writing is told again. */
function markText(seen: number, until: number | null): string {
  return `${seen} ${until}`;
}
