import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { Socket } from 'node:net';

/**
 * Counts the bytes that arrive on connections to servers of this process: bodies, headers, and what else HTTP adds.
 * What TCP and TLS add is not in it. Only connections that are made after it count.
 */
export class ReceivedBytes {
  readonly #ports = new Map<Socket, number | undefined>();
  readonly #add = (message: unknown) => {
    const { socket } = message as { socket: Socket };
    this.#ports.set(socket, socket.localPort);
  };

  constructor() {
    subscribe('net.server.socket', this.#add);
  }

  /** Bytes that a port has received so far. */
  at(port: number): number {
    return [...this.#ports].reduce((sum, [{ bytesRead }, at]) => (at === port ? sum + bytesRead : sum), 0);
  }

  close(): void {
    unsubscribe('net.server.socket', this.#add);
  }
}
