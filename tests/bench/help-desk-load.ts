import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { pathTo } from '../../src/protocol/endpoints.ts';
import { blocksOf } from '../contract/event-stream.ts';
import type { TestBackend } from '../contract/test-backend.ts';
import { makeCandidate, makeSchedule } from '../contract/test-candidate.ts';
import { startBackendProcess } from '../harness/backend-process.ts';
import { Conversation } from './help-desk-conversation.ts';
import { httpAsk } from './http-ask.ts';
import { cpuSeconds, memoryBytes } from './process-tree.ts';
import { figure, table } from './table.ts';

/** How many candidates talk with the desk at once, for how long each, and how often each side writes. */
const load = { conversations: 200, rounds: 10, everyMs: 10_000, agents: 3 } as const;
/** When the backend is killed, in seconds from the beginning. */
const kills = [35, 70] as const;
/** What was under way so shortly before a kill, or began so shortly after the backend was back, when all come at once; in ms. */
const killSpan = { before: 1000, after: 10_000 } as const;

/** From a kill until the backend listens again. */
interface Outage {
  readonly from: number;
  readonly to: number;
}

/** What the desk's list said of an attempt, and when. */
interface Seen {
  readonly at: number;
  readonly messages: number;
}

/** A backend that can be killed, at an address that stays. */
class KillableBackend {
  #process: Awaited<ReturnType<typeof startBackendProcess>> | null = null;
  readonly #dataDir: string;
  readonly outages: Outage[] = [];
  cpu = 0;
  mostMemory = 0;

  constructor(dataDir: string) {
    this.#dataDir = dataDir;
  }

  async start(port = 0): Promise<TestBackend> {
    this.#process = await startBackendProcess({ dataDir: this.#dataDir, port });
    const { origin, platformKey, operatorKey } = this.#process;
    const stop = () => this.close();
    return { origin, port: this.#process.port, dataDir: this.#dataDir, platformKey, operatorKey, stop, remove: stop };
  }

  /** Notes what the process has used so far. */
  measure(): void {
    const pid = this.#process?.child.pid;
    if (pid !== undefined) this.mostMemory = Math.max(this.mostMemory, memoryBytes(pid));
  }

  async killAndStart(port: number): Promise<void> {
    this.#count();
    const from = performance.now();
    await this.#process?.kill();
    await this.start(port);
    this.outages.push({ from, to: performance.now() });
  }

  async close(): Promise<void> {
    this.#count();
    await this.#process?.close();
  }

  #count(): void {
    const pid = this.#process?.child.pid;
    if (pid !== undefined) this.cpu += cpuSeconds(pid);
  }
}

/** An agent's console as the backend sees it: the stream of changes, and the list every two seconds. */
async function watchDesk(backend: TestBackend, seen: Map<string, Seen[]>, over: AbortSignal): Promise<void> {
  const note = ({ attempt, messages = 0 }: { attempt: string; messages?: number }) => {
    seen.get(attempt)?.push({ at: performance.now(), messages });
  };
  const follow = async () => {
    const headers = { Authorization: `Bearer ${backend.operatorKey}` };
    const response = await fetch(`${backend.origin}${pathTo('streamDesk')}`, { headers, signal: over });
    const next = blocksOf(response);
    for (let block = await next(); block !== null; block = await next()) {
      note(JSON.parse(block.split('data: ')[1] ?? '{}'));
    }
  };
  const poll = async () => {
    const { body } = await httpAsk(backend.origin, 'listAttempts', { token: backend.operatorKey, parameters: {} });
    for (const attempt of body.attempts) note(attempt);
  };
  const again = async (work: () => Promise<void>, ms: number) => {
    while (!over.aborted) {
      await work().catch(() => undefined);
      await pause(ms, undefined, { signal: over }).catch(() => undefined);
    }
  };
  await Promise.all([again(follow, 500), again(poll, 2000)]);
}

/** Measures a backend with 200 conversations at once, which is killed twice meanwhile. */
export async function benchLoadOfDesk(): Promise<string> {
  const dataDir = await mkdtemp(join(tmpdir(), 'vigil-desk-'));
  const killable = new KillableBackend(dataDir);
  const over = new AbortController();
  try {
    const backend = await killable.start();
    const schedule = await makeSchedule(backend);
    const conversations: Conversation[] = [];
    for (let place = 0; place < load.conversations; place++) {
      conversations.push(new Conversation(await makeCandidate(backend, { schedule }), backend));
    }
    const seen = new Map(conversations.map(({ attempt }) => [attempt, [] as Seen[]]));
    const agents = Array.from({ length: load.agents }, (_, place) =>
      watchDesk(backend, place === 0 ? seen : new Map(), over.signal),
    );
    const began = performance.now();
    const measuring = setInterval(() => killable.measure(), 500);
    const killing = (async () => {
      for (const second of kills) {
        await pause(began + second * 1000 - performance.now());
        await killable.killAndStart(backend.port);
      }
    })();
    await Promise.all(conversations.map((conversation) => conversation.talk(load.rounds, load.everyMs)));
    await killing;
    await Promise.all(conversations.map((conversation) => conversation.settle()));
    const seconds = (performance.now() - began) / 1000;
    clearInterval(measuring);
    const faults = (await Promise.all(conversations.map((conversation) => conversation.faults()))).flat();
    over.abort();
    await Promise.all(agents);
    await killable.close();
    return report({ conversations, seen, killable, seconds, faults });
  } finally {
    over.abort();
    await rm(dataDir, { recursive: true, force: true });
  }
}

interface Outcome {
  readonly conversations: readonly Conversation[];
  readonly seen: ReadonlyMap<string, readonly Seen[]>;
  readonly killable: KillableBackend;
  readonly seconds: number;
  readonly faults: readonly string[];
}

interface Delivery {
  readonly from: number;
  readonly ms: number;
}

function report({ conversations, seen, killable, seconds, faults }: Outcome): string {
  const toDesk = conversations.flatMap(({ attempt, asked }) =>
    asked.map(({ from, number }): Delivery => {
      const told = seen.get(attempt)?.find(({ at, messages }) => at >= from && messages >= number);
      return { from, ms: told ? told.at - from : Number.POSITIVE_INFINITY };
    }),
  );
  const answers = conversations.flatMap((conversation) => conversation.answers());
  const orders = conversations.flatMap((conversation) => conversation.orders());
  const rows = [
    rowOf('Message of a candidate, to the desk’s list', toDesk, killable.outages),
    rowOf('Answer of the desk, to the candidate’s stream', answers, killable.outages),
    rowOf('Order of the desk, to the candidate’s stream', orders, killable.outages),
  ].flat();
  const sent = conversations.reduce((sum, { asked, answered }) => sum + asked.length + answered.length, 0);
  const megabytes = (bytes: number) => `${figure(bytes / 1_000_000)} MB`;
  return [
    `${load.conversations} conversations at once for ${figure(seconds)} s, each with a stream; ${sent} messages and ${orders.length} orders; ${load.agents} consoles; the backend killed with SIGKILL ${kills.length} times.`,
    '',
    table(['From sending', 'When', 'Number', 'p50, ms', 'p99, ms', 'most, ms'], rows),
    '',
    table(
      ['', 'Figure'],
      [
        ['Messages and orders that came not at all, twice, or out of order', String(faults.length)],
        ['Processor of the backend', `${figure((killable.cpu / seconds) * 100)} % of a core`],
        ['Memory of the backend, most', megabytes(killable.mostMemory)],
        [
          'From each kill until it listened again',
          killable.outages.map(({ from, to }) => `${figure(to - from)} ms`).join(', '),
        ],
        [
          `Load of this machine, with ${availableParallelism()} cores, over the minutes before`,
          figure(loadavg()[0], 1),
        ],
      ],
    ),
    ...faults.slice(0, 20),
  ].join('\n');
}

/** Apart from the kills, and around them: what is sent while nobody listens waits for the backend. */
function rowOf(name: string, all: readonly Delivery[], outages: readonly Outage[]): string[][] {
  const isNearKill = ({ from }: Delivery) =>
    outages.some((outage) => from > outage.from - killSpan.before && from < outage.to + killSpan.after);
  const [near, away] = [all.filter(isNearKill), all.filter((delivery) => !isNearKill(delivery))];
  return [
    [name, 'while it runs', ...figures(away)],
    ['', 'around a kill, until 10 s after it', ...figures(near)],
  ];
}

function figures(deliveries: readonly Delivery[]): string[] {
  const sorted = deliveries.map(({ ms }) => ms).sort((a, b) => a - b);
  const at = (share: number) => figure(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]);
  return [String(sorted.length), at(0.5), at(0.99), at(1)];
}
