import type { ChatMarks, ChatMessage } from '../src/protocol/chat.ts';
import type { Order } from '../src/protocol/orders.ts';
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
  const over = new AbortController();
  return new ReadableStream({
    start(controller) {
      const text = new TextEncoder();
      const write = (event: string) => controller.enqueue(text.encode(event));
      const forward = forwarder(services, attempt, after, (events) => {
        if (!over.signal.aborted) write(events.join(''));
      });
      const end = () => {
        if (over.signal.aborted) return; // the reader left in the same moment
        over.abort();
        controller.close();
      };
      const notice = () => {
        forward().catch((error: unknown) => {
          if (over.signal.aborted) return;
          console.error(error);
          end();
        });
      };
      const keepAlive = setInterval(() => write(': still here\n\n'), services.keepAliveMs);
      services.notices.on(attempt, notice);
      services.closing.addEventListener('abort', end, { signal: over.signal });
      over.signal.addEventListener('abort', () => {
        clearInterval(keepAlive);
        services.notices.off(attempt, notice);
      });
      write(': open\n\n');
      notice();
    },
    cancel() {
      over.abort();
    },
  });
}

/** Sends what is new, one call after the other, so that no message overtakes another. */
function forwarder({ db, writing }: Needed, attempt: string, after: number, send: (events: string[]) => void) {
  let last = after;
  const told = new Set<string>();
  let shown = markText(0, null);
  let sending = Promise.resolve();
  const sendNew = async () => {
    for (;;) {
      const more = await messagesAfter(db, attempt, last);
      if (more.length === 0) break;
      send(more.map(eventOf));
      last = more.at(-1)?.number ?? last;
    }
    const orders = (await openOrders(db, attempt)).filter(({ id }) => !told.has(id));
    if (orders.length > 0) send(orders.map(orderEvent));
    for (const { id } of orders) told.add(id);
    const { desk } = await marksOf(db, attempt);
    const until = writing.until(attempt, 'desk');
    if (markText(desk, until) !== shown) send([marksEvent({ seen: desk, typing: until !== null })]);
    shown = markText(desk, until);
  };
  return () => {
    sending = sending.then(sendNew);
    return sending;
  };
}

/** JSON keeps the data on one line, whatever the text holds. */
function eventOf(message: ChatMessage): string {
  return `event: message\nid: ${message.number}\ndata: ${JSON.stringify(message)}\n\n`;
}

/** Without an id of its own: the stream resumes by the messages' numbers. */
function orderEvent(order: Order): string {
  return `event: order\ndata: ${JSON.stringify(order)}\n\n`;
}

/** Marks that are told once: who goes on writing is told again. */
function markText(seen: number, until: number | null): string {
  return `${seen} ${until}`;
}

function marksEvent(marks: ChatMarks): string {
  return `event: marks\ndata: ${JSON.stringify(marks)}\n\n`;
}
