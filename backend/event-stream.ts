import type { Services } from './services.ts';

/** What a stream of server-sent events is told with. */
export interface EventSink {
  /** Sends one event; its data travels as JSON, which keeps it on one line. */
  send(event: string, data: unknown, id?: number): void;
  /** Ends the stream, so that its reader comes again. */
  readonly fail: (error: unknown) => void;
  /** Aborted once the stream is over, whoever ended it. */
  readonly over: AbortSignal;
}

/** A stream of server-sent events that shows that it lives while nothing is said, and ends with the backend. */
export function eventStream(
  { closing, keepAliveMs }: Pick<Services, 'closing' | 'keepAliveMs'>,
  tell: (sink: EventSink) => void,
): ReadableStream<Uint8Array> {
  const over = new AbortController();
  return new ReadableStream({
    start(controller) {
      const text = new TextEncoder();
      const write = (block: string) => {
        if (!over.signal.aborted) controller.enqueue(text.encode(`${block}\n\n`));
      };
      const end = () => {
        if (over.signal.aborted) return; // the reader left in the same moment
        over.abort();
        controller.close();
      };
      const keepAlive = setInterval(() => write(': still here'), keepAliveMs);
      closing.addEventListener('abort', end, { signal: over.signal });
      over.signal.addEventListener('abort', () => clearInterval(keepAlive));
      write(': open');
      tell({
        send: (event, data, id) =>
          write(`event: ${event}\n${id === undefined ? '' : `id: ${id}\n`}data: ${JSON.stringify(data)}`),
        fail: (error) => {
          if (over.signal.aborted) return;
          console.error(error);
          end();
        },
        over: over.signal,
      });
    },
    cancel() {
      over.abort();
    },
  });
}
