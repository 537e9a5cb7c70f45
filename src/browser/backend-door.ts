import { signedType } from '../evidence/signed.ts';
import type { LaunchAddress } from '../protocol/launch-address.ts';
import { isRehearsal } from '../rehearsal/address.ts';
import { type Ground, type Heard, RehearsedBackend, rehearsalAttempt } from '../rehearsal/rehearsed-backend.ts';
import { deviceKey, signText } from './device-key.ts';
import { currentWords } from './language.ts';

/** The name of the key in the database with which rehearsals are granted and confirmed. */
const backendKey = 'rehearsal';
/** How often its stream shows that it lives, as another backend's does. */
const aliveMs = 15_000;

let rehearsed: Promise<RehearsedBackend> | undefined;
let cutUntil = 0;

/**
 * The one door to backends: whatever is asked of any goes through here. What is asked of a rehearsal's is answered on
 * this device; nothing of it leaves.
 * @throws whatever `fetch` throws
 */
export async function askBackend(address: string, init: RequestInit): Promise<Response> {
  if (!isRehearsal(address)) return fetch(address, init);
  if (performance.now() < cutUntil) throw new TypeError('Failed to fetch');
  const { method = 'GET', headers, body, signal } = init;
  const given = new Headers(headers);
  const path = address.slice(location.origin.length);
  const own = await backend();
  if (path.endsWith('/stream')) return line(own, signal ?? undefined);
  const { status, body: answered } = await own.answer({
    method,
    path,
    contentDigest: given.get('Content-Digest'),
    authorization: given.get('Authorization') ?? '',
    body: new Uint8Array(await new Response(body ?? null).arrayBuffer()),
  });
  return Response.json(answered, { status });
}

/** Makes the launch of a rehearsal. */
export async function rehearsalLaunch(): Promise<LaunchAddress> {
  return { backend: location.origin, token: await (await backend()).launch() };
}

/** The way to the rehearsal's backend is cut for so many milliseconds. It cuts no other. */
export function cutRehearsal(ms: number): void {
  cutUntil = performance.now() + ms;
}

function backend(): Promise<RehearsedBackend> {
  rehearsed ??= ground().then((given) => new RehearsedBackend(given));
  return rehearsed;
}

async function ground(): Promise<Ground> {
  const key = await deviceKey(backendKey);
  return {
    origin: location.origin,
    publicKey: key.publicJwk,
    sign: (kind, payload, header = {}) => signText(key, payload, { ...header, typ: signedType(kind) }),
    device: async () => (await deviceKey(rehearsalAttempt)).publicJwk,
    words: async () => {
      const words = await currentWords();
      return {
        exam: words.text('rehearsalTitle'),
        provider: words.text('shortName'),
        candidate: words.text('rehearsalCandidate'),
        reply: words.text('rehearsalHelp'),
      };
    },
    now: Date.now,
  };
}

/** The line on which the help desk answers, open until it is given up. */
function line(own: RehearsedBackend, signal: AbortSignal | undefined): Response {
  const start = (open: ReadableStreamDefaultController) => {
    const say: Heard = (type, data) => open.enqueue(`event: ${type}\ndata: ${JSON.stringify(data)}\n\n`);
    own.listen(say, signal);
    const alive = setInterval(() => open.enqueue(': still here\n\n'), aliveMs);
    const end = () => {
      clearInterval(alive);
      open.close();
    };
    signal?.addEventListener('abort', end, { once: true });
  };
  const body = new ReadableStream({ start }).pipeThrough(new TextEncoderStream());
  return new Response(body, { headers: { 'Content-Type': 'text/event-stream' } });
}
