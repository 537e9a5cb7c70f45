import { once } from 'node:events';
import { Agent, createServer, get, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { watchConnections } from './connections.ts';

/** Longer than any test may take: what closes in time has not waited for it. */
const patience = 60_000;
let server: Server;
let close: (patience: number) => Promise<void>;
let port: number;
let answers: ServerResponse[];
let agent: Agent;
beforeEach(async () => {
  answers = [];
  server = createServer({ keepAliveTimeout: patience });
  close = watchConnections(server);
  server.on('request', (_, response) => answers.push(response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  ({ port } = server.address() as AddressInfo);
  agent = new Agent({ keepAlive: true });
});
afterEach(() => {
  agent.destroy();
  server.closeAllConnections();
});

/** Sends a request. @returns once it has arrived: its answer, and the text that the sender will have read */
async function ask(): Promise<{ answer: ServerResponse; text: Promise<string> }> {
  const before = answers.length;
  const request = get({ host: '127.0.0.1', port, agent });
  const text = once(request, 'response').then(async ([response]) => Buffer.concat(await response.toArray()).toString());
  if (answers.length === before) await once(server, 'request');
  const answer = answers.at(-1);
  if (!answer) throw new Error('no request came');
  return { answer, text };
}

test('waits neither for connections that were kept nor for those never used', async () => {
  const { answer, text } = await ask();
  answer.end('first');
  expect(await text).toBe('first');
  const unused = connect(port, '127.0.0.1');
  await once(server, 'connection');
  await close(patience);
  unused.destroy();
});

test('lets an answer under way finish, and then no other comes', async () => {
  const { answer, text } = await ask();
  answer.write('under ');
  const closed = close(patience);
  answer.end('way');
  expect(await text).toBe('under way');
  await closed;
  await expect(once(get({ host: '127.0.0.1', port, agent }), 'response')).rejects.toThrow();
});

test('cuts what does not finish in time', async () => {
  const { answer, text } = await ask();
  answer.write('for ever');
  await Promise.all([close(1), expect(text).rejects.toThrow()]);
});
