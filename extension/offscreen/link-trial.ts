import type { SessionRecord } from '../../src/browser/database.ts';
import { findSession } from '../../src/browser/journal-store.ts';
import {
  type Echo,
  echoes,
  echoesUntilMs,
  echoMs,
  firstEchoMs,
  measureOf,
  nextPush,
  type Push,
  trialMs,
} from '../../src/outbox/link-trial.ts';
import { NotDelivered } from '../../src/outbox/verdict.ts';
import { linkAnswer } from '../../src/protocol/api.ts';
import { endpoints } from '../../src/protocol/endpoints.ts';
import type { LinkTrial } from '../../src/protocol/link-measure.ts';
import { ask, deliver } from './backend-client.ts';
import { mono } from './clock.ts';

const betweenEchoesMs = 50;
/** Bodies that may break on their way before the trial goes on with what it has. */
const mostBroken = 2;

let running: { readonly id: string; readonly trial: Promise<LinkTrial> } | undefined;

/**
 * Measures the link to a session's backend, in `trialMs` at most. Never fails: what went wrong is the answer. Asked again
 * meanwhile it gives the same one, since two trials would share the link.
 */
export function tryLink(id: string): Promise<LinkTrial> {
  if (running?.id === id) return running.trial;
  const trial = measured(id).finally(() => {
    running = undefined;
  });
  running = { id, trial };
  return trial;
}

async function measured(id: string): Promise<LinkTrial> {
  const session = await findSession(id);
  if (!session || !navigator.onLine) return { kind: 'offline' };
  const began = mono();
  const passed = () => mono() - began;
  try {
    const echoed = await listen(session.backend, passed);
    const pushes = await push(session, echoed, passed);
    return { kind: 'measured', measure: measureOf(pushes, echoed, passed()) };
  } catch (error) {
    return troubleOf(error);
  }
}

function troubleOf(error: unknown): LinkTrial {
  if (!(error instanceof NotDelivered)) return { kind: 'fault', words: String(error) };
  if (error.isOffline) return { kind: navigator.onLine ? 'unreachable' : 'offline' };
  return error.isForeign ? { kind: 'sign-in' } : { kind: 'fault', words: error.message };
}

/** Small requests, one after the other. @throws NotDelivered when none comes back, or something else than a backend answers */
async function listen(backend: string, passed: () => number): Promise<Echo[]> {
  const echoed: Echo[] = [];
  while (echoed.length < echoes && (echoed.length < 2 || passed() < echoesUntilMs)) {
    const sentAt = mono();
    const patienceMs = echoed.length === 0 ? firstEchoMs : echoMs;
    try {
      await ask(backend, 'health', endpoints.health.answer, { method: 'GET', patienceMs });
      echoed.push(mono() - sentAt);
    } catch (error) {
      if (!(error instanceof NotDelivered && error.isOffline)) throw error;
      echoed.push(null);
      if (echoed.length > 1 && echoed.every((ms) => ms === null)) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, betweenEchoesMs));
  }
  return echoed;
}

/** Bodies towards the backend, one after the other. One that breaks is noted among `echoed` as lost. */
async function push(session: SessionRecord, echoed: Echo[], passed: () => number): Promise<Push[]> {
  const pushes: Push[] = [];
  let broken = 0;
  for (let bytes = nextPush(pushes, echoed, passed()); bytes !== null; bytes = nextPush(pushes, echoed, passed())) {
    const patienceMs = Math.round(trialMs - passed());
    if (patienceMs < echoMs / 2) break;
    const sentAt = mono();
    const request = { method: 'POST', headers: octets, body: someBytes(bytes), patienceMs };
    try {
      const { ms } = await deliver(session, 'measureLink', linkAnswer, request);
      pushes.push({ bytes, ms: mono() - sentAt, arrivedMs: ms });
    } catch (error) {
      if (!(error instanceof NotDelivered && error.isOffline)) {
        if (pushes.length > 0) break; // asked to wait, for example: what is known must do
        throw error;
      }
      const isSlow = mono() - sentAt >= patienceMs;
      if (isSlow) pushes.push({ bytes, ms: mono() - sentAt, arrivedMs: null });
      else echoed.push(null);
      if (isSlow || ++broken > mostBroken) break;
    }
  }
  return pushes;
}

const octets = { 'Content-Type': 'application/octet-stream' };
/** So many random bytes a call gives, at most. */
const atOnce = 65_536;

/** Bytes that nothing on the way can make smaller. */
function someBytes(length: number): Blob {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  for (let left = length; left > 0; left -= atOnce) {
    chunks.push(crypto.getRandomValues(new Uint8Array(Math.min(left, atOnce))));
  }
  return new Blob(chunks);
}
