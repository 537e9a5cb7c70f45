import { decodeJwt } from 'jose';
import * as v from 'valibot';
import { askBackend } from '../src/browser/backend-door.ts';
import { deviceKey } from '../src/browser/device-key.ts';
import { openSession } from '../src/browser/journal-store.ts';
import { browser } from '../src/browser/webext.ts';
import { signedAs, usableKeys } from '../src/evidence/signed.ts';
import { pageKind } from '../src/lockdown/page-kind.ts';
import { type Accommodation, accommodationClaims } from '../src/policy/accommodations.ts';
import { policyHash } from '../src/policy/hash.ts';
import { PolicyError, parsePolicy } from '../src/policy/parse-policy.ts';
import type { Policy } from '../src/policy/schema.ts';
import { unbuiltSettings } from '../src/policy/unbuilt.ts';
import { keySet, launchClaims, problem, type SessionGrant, sessionGrant } from '../src/protocol/api.ts';
import { pathTo } from '../src/protocol/endpoints.ts';
import type { PublicJwk } from '../src/protocol/fields.ts';
import { type LaunchAddress, parseLaunchAddress } from '../src/protocol/launch-address.ts';
import { isRehearsal } from '../src/rehearsal/address.ts';
import type { SessionFacts } from '../src/session/snapshot.ts';
import { addressWords } from '../src/words/address-words.ts';
import { refusalWords } from '../src/words/policy-words.ts';
import { problemWords } from '../src/words/problem-words.ts';
import { CandidateError, type Saying, say } from '../src/words/saying.ts';

const patience = 15_000;

/** A launch that cannot be opened: what is wrong, and why and what to do. */
export class LaunchRefused extends CandidateError {
  override name = 'LaunchRefused';
  readonly title: Saying;

  constructor(title: Saying, detail: Saying) {
    super(detail);
    this.title = title;
  }
}

/**
 * Takes a launch address apart that came from outside.
 * @throws LaunchRefused when it is none, or of a backend that whoever manages this browser does not allow
 */
export async function readLaunch(address: string): Promise<LaunchAddress> {
  const launch = takeApart(address);
  await checkManaged(launch.backend);
  return launch;
}

/**
 * Opens a launch: binds it to this device, receives the session, and accepts its policy only
 * when the backend's key signed it and it hashes to what was announced.
 * @throws LaunchRefused with what is wrong and what to do
 */
export async function openLaunch({ backend, token }: LaunchAddress): Promise<SessionFacts> {
  const attempt = attemptOf(token, backend);
  const key = await deviceKey(attempt);
  const sentAt = Date.now();
  const body = { token, deviceKey: key.publicJwk, client: client() };
  const grant = await receive(`${backend}${pathTo('openLaunch')}`, sessionGrant, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  const clockOffset = Date.parse(grant.serverTime) - Math.round((sentAt + Date.now()) / 2);
  const keys = usableKeys(await receive(`${backend}${pathTo('keys')}`, keySet));
  const policy = await acceptPolicy(keys, grant);
  const accommodation = await acceptAccommodation(keys, grant);
  checkKept(policy, grant.exam.url, backend);
  await openSession({
    id: grant.session,
    backend,
    token: grant.token,
    policyHash: grant.policyHash,
    policy: grant.policy,
    deviceKey: key.publicJwk,
    backendKeys: keys,
    clockOffset,
    entries: 0,
    head: grant.policyHash,
    confirmed: 0,
    urgent: 0,
    storedBytes: 0,
    storedParts: 0,
    sentBytes: 0,
    sentParts: 0,
    end: null,
    receipt: null,
    receiptFile: null,
  });
  const { session: id, provider, exam, candidate, uploadUntil = null } = grant;
  return {
    id,
    attempt,
    backend,
    provider,
    exam,
    candidate,
    policy,
    policyHash: grant.policyHash,
    accommodation,
    uploadUntil,
  };
}

function takeApart(address: string): LaunchAddress {
  const parts = parseLaunchAddress(address);
  if (typeof parts === 'string') throw new LaunchRefused(say('refusedAddress'), say(addressWords[parts]));
  return parts;
}

function attemptOf(token: string, backend: string): string {
  const altered = new LaunchRefused(say('refusedAltered'), say('refusedAlteredDetail'));
  let claims: unknown;
  try {
    claims = decodeJwt(token);
  } catch {
    throw altered;
  }
  if (!v.is(launchClaims, claims) || claims.iss !== backend) throw altered;
  return claims.sub;
}

/** A managed browser may name the only backends that launches are accepted from. */
async function checkManaged(backend: string): Promise<void> {
  const { backends } = await browser.storage.managed.get('backends').catch(() => ({ backends: undefined }));
  if (Array.isArray(backends) && backends.length > 0 && !backends.includes(backend)) {
    throw new LaunchRefused(say('refusedManaged'), say('refusedManagedDetail', backends.map(String), backend));
  }
}

async function acceptPolicy(keys: readonly PublicJwk[], grant: SessionGrant): Promise<Policy> {
  const document = await signedAs('policy', keys, grant.policy).catch(() => {
    throw new LaunchRefused(say('refusedPolicyAltered'), say('refusedPolicySignature'));
  });
  return checkPolicy(JSON.parse(document), grant.policyHash);
}

/** An accommodation counts only when the backend signed it for this attempt. */
async function acceptAccommodation(keys: readonly PublicJwk[], grant: SessionGrant): Promise<Accommodation | null> {
  if (grant.accommodation === undefined) return null;
  const claims: unknown = JSON.parse(await signedAs('accommodation', keys, grant.accommodation).catch(() => 'null'));
  if (v.is(accommodationClaims, claims) && claims.attempt === grant.attempt) return claims.relaxes;
  throw new LaunchRefused(say('refusedAccommodation'), say('refusedAccommodationDetail'));
}

/**
 * Refuses what would not be kept: settings that are not built yet, an exam that would end as soon as it opened, and one in
 * an extension, where only a rehearsal takes place.
 */
function checkKept(policy: Policy, examUrl: string, backend: string): void {
  const missing = unbuiltSettings(policy);
  if (missing.length > 0) {
    throw new LaunchRefused(say('refusedUnbuilt'), say('refusedUnbuiltDetail', missing));
  }
  const kind = pageKind(policy, examUrl);
  if ((kind !== 'start' && kind !== 'take') || isRehearsal(examUrl) !== isRehearsal(backend)) {
    throw new LaunchRefused(say('refusedMisfit'), say('refusedMisfitDetail', examUrl));
  }
}

async function checkPolicy(document: unknown, announced: string): Promise<Policy> {
  try {
    const policy = parsePolicy(document);
    if ((await policyHash(policy)) === announced) return policy;
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    throw new LaunchRefused(say('refusedPolicy'), refusalWords(error.faults));
  }
  throw new LaunchRefused(say('refusedPolicyAltered'), say('refusedPolicyAnother'));
}

function client() {
  const { version } = browser.runtime.getManifest();
  const brand = navigator.userAgent.match(/(?:Edg|Chrome)\/[\d.]+/g)?.at(-1) ?? 'unknown';
  return { version, browser: brand };
}

async function receive<S extends v.GenericSchema>(
  url: string,
  schema: S,
  init: RequestInit = {},
): Promise<v.InferOutput<S>> {
  let response: Response;
  try {
    response = await askBackend(url, {
      ...init,
      credentials: 'omit',
      cache: 'no-store',
      signal: AbortSignal.timeout(patience),
    });
  } catch {
    throw new LaunchRefused(say('serverSilent'), say('serverSilentDetail', new URL(url).host));
  }
  const answer: unknown = await response.json().catch(() => undefined);
  if (response.ok && v.is(schema, answer)) return answer;
  if (v.is(problem, answer)) {
    const { title, detail } = problemWords(answer);
    throw new LaunchRefused(title, detail);
  }
  throw new LaunchRefused(say('serverForeign'), say('serverForeignDetail', new URL(url).host, response.status));
}
