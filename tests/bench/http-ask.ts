import { Agent, request } from 'node:http';
import { type EndpointName, endpoints, pathTo } from '../../src/protocol/endpoints.ts';

/** Connections stay open between requests, as a browser keeps them. */
const agent = new Agent({ keepAlive: true });

interface Asked {
  readonly token: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

export interface HttpReply {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: answers of every shape; the contract tests hold them against their schemas
  readonly body: any;
}

/** Asks an endpoint without looking at the answer's shape: what is measured is the backend, and not who asks. */
export function httpAsk(origin: string, name: EndpointName, { token, parameters, body }: Asked): Promise<HttpReply> {
  const text = body === undefined ? '' : JSON.stringify(body);
  const headers = {
    Authorization: `Bearer ${token}`,
    ...(body === undefined ? {} : { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(text) }),
  };
  return new Promise((resolve, reject) => {
    const asking = request(`${origin}${pathTo(name, parameters)}`, { method: endpoints[name].method, headers, agent });
    asking.on('response', async (response) => {
      try {
        const answer = (await response.toArray()).map(String).join('');
        resolve({ status: response.statusCode ?? 0, body: answer === '' ? null : JSON.parse(answer) });
      } catch (error) {
        reject(error);
      }
    });
    asking.on('error', reject);
    asking.end(text);
  });
}
