import * as v from 'valibot';
import { entryHash } from '../evidence/chain.ts';
import { canonicalJson, parseContentDigest, sha256Hex } from '../evidence/digest.ts';
import { recordedIn } from '../evidence/recorded.ts';
import { fingerprint, payloadOf, type SignedKind, signedBy } from '../evidence/signed.ts';
import { policyHash } from '../policy/hash.ts';
import type { Problem, ProblemName } from '../protocol/api.ts';
import { type ChatMarks, type ChatMessage, chatPost } from '../protocol/chat.ts';
import { type EndpointName, endpoints } from '../protocol/endpoints.ts';
import type { PublicJwk } from '../protocol/fields.ts';
import { endRecord, type JournalEntry, type Receipt } from '../protocol/journal.ts';
import { deskOrders } from './desk-orders.ts';
import { type Findings, findingsIn } from './findings.ts';
import { examPage, rehearsalPolicy } from './rehearsal-policy.ts';

/** Every rehearsal on a device is the same attempt, so that it leaves one key behind and not one each time. */
export const rehearsalAttempt = '00000000-0000-4000-8000-000000000000';

/** What is asked of a backend, as it would cross the wire. */
export interface Asked {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly contentDigest: string | null;
  /** What authorises it: the session's token, with what it is called; empty where nothing does. */
  readonly authorization: string;
  readonly body: Uint8Array<ArrayBuffer>;
}

/** An answer; `body` is sent as JSON. */
export interface Answered {
  readonly status: number;
  readonly body: unknown;
}

/** What a rehearsal's backend stands on. */
export interface Ground {
  /** Its address: the extension's own. */
  readonly origin: string;
  readonly publicKey: PublicJwk;
  /** Signs a text as a compact JWS, with further members in its header. */
  readonly sign: (kind: SignedKind, payload: string, header?: Readonly<Record<string, unknown>>) => Promise<string>;
  /** The key that the device signs a rehearsal's end with. */
  readonly device: () => Promise<PublicJwk>;
  /** What is said to the candidate, in the language in which the rehearsal is opened. */
  readonly words: () => Promise<Said & { readonly candidate: string }>;
  readonly now: () => number;
}

/**
 * What exam and provider are called, and what the help desk answers, where nobody sits. A session's token carries it: not
 * every context of the extension can read texts.
 */
interface Said {
  readonly exam: string;
  readonly provider: string;
  readonly reply: string;
}

/** Tells when to stop listening. */
interface Signal {
  addEventListener(type: 'abort', listener: () => void): void;
}

/** Hears what happens in the conversation: a message of the desk, or its marks. */
export type Heard = (type: 'message' | 'marks', data: ChatMessage | ChatMarks) => void;

type Handler = (asked: Asked, parameters: Readonly<Record<string, string>>) => Promise<unknown>;

/** Refuses what it is asked, as a problem. */
class Refused extends Error {
  readonly problem: Problem;
  constructor(status: number, name: ProblemName, detail: string, expected?: number) {
    super(detail);
    const more = expected === undefined ? {} : { expected };
    this.problem = { type: `/problems/${name}`, title: name, status, detail, ...more };
  }
}

/**
 * The backend of a rehearsal. It answers what an ordinary session asks of its backend, looks at everything that it is
 * sent as one would, and keeps nothing but the journal, in memory, until its receipt. One that was started in the middle
 * of a session says that it has nothing, and is sent the journal again.
 */
export class RehearsedBackend {
  readonly #ground: Ground;
  readonly #journals = new Map<string, JournalEntry[]>();
  readonly #listeners = new Set<Heard>();
  /** What the desk was asked, by the messages' ids: one that is sent again is answered as it was. */
  readonly #asked = new Map<string, ChatMessage>();
  #messages = 0;
  readonly #handlers: Partial<Record<EndpointName, Handler>> = {
    openLaunch: () => this.#grant(),
    keys: async () => ({ keys: [this.#ground.publicKey] }),
    health: async () => ({ ok: true, version: 'rehearsal', serverTime: this.#time() }),
    heartbeat: async (asked, { session = '' }) => {
      const journal = this.#journals.get(session) ?? [];
      const { provider, reply } = saidIn(asked);
      const orders = deskOrders(journal, provider, reply);
      return { serverTime: this.#time(), health: 1, next: journal.length, orders };
    },
    appendJournal: (asked, { session = '' }) => this.#append(session, jsonOf(asked)),
    putPart: (asked, parameters) => this.#look(asked, parameters),
    listMessages: (asked) => this.#list(asked),
    postMessage: (asked) => this.#chat(asked),
    markMessages: async () => '',
    finish: (asked, { session = '' }) => this.#finish(session, asked),
  };

  constructor(ground: Ground) {
    this.#ground = ground;
  }

  /** The token with which a rehearsal is opened. */
  launch(): Promise<string> {
    const iat = Math.floor(this.#ground.now() / 1000);
    const ids = { iss: this.#ground.origin, sub: rehearsalAttempt, jti: crypto.randomUUID() };
    return this.#ground.sign('launch', JSON.stringify({ ...ids, iat, exp: iat + 600 }));
  }

  /** Answers one request. What a session of the rehearsal never asks is not found. */
  async answer(asked: Asked): Promise<Answered> {
    const found = endpointOf(asked);
    const handler = found && this.#handlers[found.name];
    try {
      if (!handler) throw new Refused(404, 'not-found', 'A rehearsal has no such thing.');
      return { status: 200, body: await handler(asked, found.parameters) };
    } catch (error) {
      const known = error instanceof Refused ? error : new Refused(400, 'invalid-request', String(error));
      return { status: known.problem.status, body: known.problem };
    }
  }

  /** Calls back with what the help desk says and shows, until the signal aborts. */
  listen(heard: Heard, signal?: Signal): void {
    this.#listeners.add(heard);
    signal?.addEventListener('abort', () => this.#listeners.delete(heard));
  }

  /** Nothing of a conversation is kept: what a device has of it is what there is, and is counted on from there. */
  async #list({ path }: Asked): Promise<unknown> {
    this.#messages = Math.max(this.#messages, Number(path.match(/after=(\d+)/)?.[1] ?? 0));
    return { messages: [] };
  }

  async #chat(asked: Asked): Promise<ChatMessage> {
    const post = v.parse(chatPost, jsonOf(asked));
    const known = this.#asked.get(post.id);
    if (known) return known;
    const message: ChatMessage = { ...post, number: ++this.#messages, from: 'candidate' };
    this.#asked.set(post.id, message);
    const text = saidIn(asked).reply;
    const id = crypto.randomUUID();
    const reply: ChatMessage = { id, number: ++this.#messages, from: 'desk', text, at: this.#time() };
    for (const tell of this.#listeners) {
      tell('marks', { seen: message.number, typing: false });
      tell('message', reply);
    }
    return message;
  }

  #time(): string {
    return new Date(this.#ground.now()).toISOString();
  }

  async #grant(): Promise<unknown> {
    const { origin, sign, words } = this.#ground;
    const policy = rehearsalPolicy(origin);
    const { candidate, ...said } = await words();
    const { exam, provider } = said;
    return {
      session: crypto.randomUUID(),
      attempt: rehearsalAttempt,
      token: encodeURIComponent(JSON.stringify(said satisfies Said)),
      provider: { name: provider, contact: '' },
      exam: { title: exam, url: `${origin}${examPage}` },
      candidate: { id: 'rehearsal', name: candidate },
      policy: await sign('policy', canonicalJson(policy)),
      policyHash: await policyHash(policy),
      serverTime: this.#time(),
    };
  }

  async #append(session: string, body: unknown): Promise<unknown> {
    const { entries } = v.parse(endpoints.appendJournal.body, body);
    const journal = this.#journals.get(session) ?? [];
    for (const entry of entries) {
      if (entry.seq < journal.length) continue;
      if (entry.seq > journal.length) {
        throw new Refused(409, 'journal-gap', `Entry ${journal.length} comes next.`, journal.length);
      }
      const last = journal.at(-1);
      if (entry.prev !== (last ? await entryHash(last) : entry.policy)) {
        throw new Refused(409, 'journal-conflict', `Entry ${entry.seq} does not follow from the one before it.`);
      }
      journal.push(entry);
    }
    this.#journals.set(session, journal);
    return { next: journal.length };
  }

  /** Checks a part as a backend would, and lets it go. */
  async #look({ body, contentDigest }: Asked, { stream, segment, part }: Readonly<Record<string, string>>) {
    const sha256 = await sha256Hex(body);
    if (parseContentDigest(contentDigest) !== sha256) {
      throw new Refused(400, 'digest-mismatch', 'The part is not what its Content-Digest says.');
    }
    return { stream, segment: Number(segment), part: Number(part), bytes: body.length, sha256 };
  }

  async #finish(session: string, asked: Asked): Promise<unknown> {
    const { end: jws } = v.parse(endpoints.finish.body, jsonOf(asked));
    const { origin, sign, device: deviceKey } = this.#ground;
    const device = await deviceKey();
    const end = v.parse(endRecord, JSON.parse(await signedBy(device, jws)));
    const journal = this.#journals.get(session) ?? [];
    const last = journal.at(-1);
    if (end.entries !== journal.length || end.head !== (last ? await entryHash(last) : end.policy)) {
      throw new Refused(409, 'incomplete', 'The journal is not here as it was signed.', journal.length);
    }
    const { exam, provider } = saidIn(asked);
    const { entries, head, policy, reason } = end;
    const receipt: Receipt = {
      v: 1,
      session,
      attempt: rehearsalAttempt,
      exam,
      provider,
      backend: origin,
      device: await fingerprint(device),
      policy,
      entries,
      head,
      reason,
      end: await sha256Hex(jws),
      startedAt: journal.find(isStart)?.at ?? journal[0]?.at ?? end.at,
      endedAt: end.at,
      receivedAt: this.#time(),
      ...recordedIn(journal),
    };
    this.#journals.delete(session);
    return { receipt: await sign('receipt', canonicalJson(receipt), { findings: findingsIn(journal) }) };
  }
}

/** What a rehearsal came to, as its receipt says beside what every receipt does; null when that is of no rehearsal. */
export function findingsOf(receipt: string): Findings | null {
  const header = payloadOf(`.${receipt}`) as { findings?: Findings };
  return header.findings ?? null;
}

function isStart({ body }: JournalEntry): boolean {
  return body.kind === 'event' && body.type === 'session.started';
}

function saidIn({ authorization }: Asked): Said {
  return JSON.parse(decodeURIComponent(authorization.replace('Bearer ', ''))) as Said;
}

function jsonOf({ body }: Asked): unknown {
  return JSON.parse(new TextDecoder().decode(body));
}

/** The endpoint that a request is for, with the parameters of its path. */
function endpointOf({ method, path }: Asked) {
  const given = path.replace(/\?.*/, '').split('/');
  for (const [name, endpoint] of Object.entries(endpoints)) {
    const wanted = endpoint.path.split('/');
    const isMeant = wanted.every((piece, at) => piece.startsWith(':') || piece === given[at]);
    if (endpoint.method !== method || wanted.length !== given.length || !isMeant) continue;
    const pieces = wanted.flatMap((piece, at) => (piece.startsWith(':') ? [[piece.slice(1), given[at] ?? '']] : []));
    return { name: name as EndpointName, parameters: Object.fromEntries(pieces) as Record<string, string> };
  }
  return null;
}
