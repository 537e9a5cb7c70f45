import { once } from 'node:events';
import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/**
 * Watches a server's connections, so that it can be closed without waiting for those that nobody uses:
 * browsers open connections ahead of need and keep them, and Node waits for both kinds.
 * @returns closes the server: idle connections at once, busy ones with the end of their answer, all after `patience`
 *   milliseconds
 */
export function watchConnections(server: Server): (patience: number) => Promise<void> {
  const open = new Set<Socket>();
  const busy = new Set<Socket>();
  let closing = false;
  server.on('connection', (socket: Socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
  });
  server.on('request', ({ socket }, response) => {
    busy.add(socket);
    response.once('close', () => {
      busy.delete(socket);
      if (closing) socket.destroySoon();
    });
  });
  return async (patience) => {
    closing = true;
    const closed = once(server, 'close');
    server.close();
    for (const socket of open) if (!busy.has(socket)) socket.destroySoon();
    const impatience = setTimeout(() => server.closeAllConnections(), patience);
    await closed;
    clearTimeout(impatience);
  };
}
