/** A channel of its own: a film of the desk that waits to be looked at stays with the recorder until then. */
const name = 'vigil.desk-film';

/** Shows the film that waits, to each of our own pages that asks. */
export function lendDeskFilm(film: () => Blob | null): void {
  const channel = new BroadcastChannel(name);
  channel.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    const waiting = data === 'show' ? film() : null;
    if (waiting) channel.postMessage(waiting);
  });
}

/** Asks for the film that waits, and draws it when it comes, until the signal aborts. */
export function borrowDeskFilm(draw: (film: Blob) => void, signal: AbortSignal): void {
  const channel = new BroadcastChannel(name);
  channel.addEventListener('message', ({ data }: MessageEvent<unknown>) => data instanceof Blob && draw(data), {
    signal,
  });
  signal.addEventListener('abort', () => channel.close());
  channel.postMessage('show');
}
