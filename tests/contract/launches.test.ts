import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { compactVerify, createLocalJWKSet, importJWK, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sha256Hex } from '../../src/evidence/digest.ts';
import { parsePolicy } from '../../src/policy/parse-policy.ts';
import { parseLaunchAddress } from '../../src/protocol/launch-address.ts';
import { call, problemName, startTestBackend, type TestBackend } from './test-backend.ts';
import { makeAttempt, makeCandidate, makeDevice, makeSchedule, openLaunch } from './test-candidate.ts';

let backend: TestBackend;
let schedule: string;
beforeAll(async () => {
  backend = await startTestBackend();
  schedule = await makeSchedule(backend);
});
afterAll(() => backend.remove());

/** A launch token signed with the backend's own key. */
async function forge(
  claims: { sub: string; iss?: string; expiresIn?: number },
  typ = 'vigil-launch+jws',
): Promise<string> {
  const jwk = JSON.parse(await readFile(join(backend.dataDir, 'signing-key.json'), 'utf8'));
  const now = Math.floor(Date.now() / 1000);
  return new SignJWT({ sub: claims.sub, jti: crypto.randomUUID() })
    .setProtectedHeader({ alg: 'EdDSA', typ })
    .setIssuer(claims.iss ?? backend.origin)
    .setIssuedAt(now - 100)
    .setExpirationTime(now + (claims.expiresIn ?? 100))
    .sign(await importJWK(jwk, 'EdDSA'));
}

describe('opening a launch', () => {
  test('gives the session with its exam and candidate', async () => {
    const { attempt, launchToken } = await makeAttempt(backend, schedule);
    const { status, body, headers } = await openLaunch(backend, launchToken, await makeDevice());
    expect(status).toBe(200);
    expect(body).toMatchObject({
      attempt,
      exam: { title: 'Algebra I', url: 'http://localhost:4601/exams/algebra/start' },
      candidate: { id: 'c-17', name: 'Ada Example' },
      provider: { name: 'Vigil reference backend' },
    });
    expect(Buffer.from(body.token, 'base64url')).toHaveLength(32);
    expect(Math.abs(Date.parse(body.serverTime) - Date.now())).toBeLessThan(5000);
    expect(headers.get('cache-control')).toBe('no-store');
  });

  test('the policy is signed by the published key, and is what its hash says', async () => {
    const { grant } = await makeCandidate(backend, { schedule });
    const keys = (await call(backend, 'keys')).body;
    expect(JSON.stringify(keys)).not.toContain('"d"');
    const { payload } = await compactVerify(grant.policy, createLocalJWKSet(keys));
    const text = new TextDecoder().decode(payload);
    expect(await sha256Hex(text)).toBe(grant.policyHash);
    expect(parsePolicy(JSON.parse(text)).recording.camera).toBe(true);
  });

  test('the same device comes back to its session with another token, and the one before still works', async () => {
    const candidate = await makeCandidate(backend, { schedule });
    const again = await openLaunch(backend, candidate.launchToken, candidate.device);
    expect(again.body.session).toBe(candidate.grant.session);
    expect(again.body.token).not.toBe(candidate.grant.token);
    for (const token of [again.body.token, candidate.grant.token]) {
      expect((await candidate.ask('listMessages', { token })).status).toBe(200);
    }
  });

  test('a token that many newer ones followed is worth nothing', async () => {
    const candidate = await makeCandidate(backend, { schedule });
    for (let time = 0; time < 12; time += 1) await openLaunch(backend, candidate.launchToken, candidate.device);
    expect(problemName(await candidate.ask('listMessages'))).toBe('401 unauthorized');
  });

  test('eight openings at once by one device make one session', async () => {
    const { launchToken } = await makeAttempt(backend, schedule);
    const device = await makeDevice();
    const replies = await Promise.all(Array.from({ length: 8 }, () => openLaunch(backend, launchToken, device)));
    expect(new Set(replies.map(({ body }) => body.session)).size).toBe(1);
  });

  test('of two devices at once one gets the session', async () => {
    const { launchToken } = await makeAttempt(backend, schedule);
    const devices = await Promise.all([makeDevice(), makeDevice()]);
    const replies = await Promise.all(devices.map((device) => openLaunch(backend, launchToken, device)));
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  test('a P-256 key will do where a browser lacks Ed25519', async () => {
    const { launchToken } = await makeAttempt(backend, schedule);
    expect((await openLaunch(backend, launchToken, await makeDevice('ES256'))).status).toBe(200);
  });

  test('another device is refused', async () => {
    const { launchToken } = await makeCandidate(backend, { schedule });
    expect(problemName(await openLaunch(backend, launchToken, await makeDevice()))).toBe('409 launch-in-use');
  });
});

describe('a launch that is refused', () => {
  test('changed by one letter', async () => {
    const { launchToken } = await makeAttempt(backend, schedule);
    const [header = '', payload = '', signature = ''] = launchToken.split('.');
    const letter = payload.at(20) === 'A' ? 'B' : 'A';
    const changed = [header, payload.slice(0, 20) + letter + payload.slice(21), signature].join('.');
    expect(problemName(await openLaunch(backend, changed, await makeDevice()))).toBe('401 launch-invalid');
  });

  test('expired', async () => {
    const { attempt } = await makeAttempt(backend, schedule);
    const token = await forge({ sub: attempt, expiresIn: -1 });
    expect(problemName(await openLaunch(backend, token, await makeDevice()))).toBe('401 launch-expired');
  });

  test('by another issuer', async () => {
    const { attempt } = await makeAttempt(backend, schedule);
    const token = await forge({ sub: attempt, iss: 'https://elsewhere.example' });
    expect(problemName(await openLaunch(backend, token, await makeDevice()))).toBe('401 launch-invalid');
  });

  test('something else that the backend signed', async () => {
    const { attempt } = await makeAttempt(backend, schedule);
    const token = await forge({ sub: attempt }, 'vigil-receipt+jws');
    expect(problemName(await openLaunch(backend, token, await makeDevice()))).toBe('401 launch-invalid');
  });

  test('for an attempt that does not exist', async () => {
    const token = await forge({ sub: crypto.randomUUID() });
    expect(problemName(await openLaunch(backend, token, await makeDevice()))).toBe('401 launch-invalid');
  });

  test('for an attempt that has ended, though the device is the same', async () => {
    const candidate = await makeCandidate(backend, { schedule });
    await candidate.event('session.started');
    await candidate.event('session.left', 0.5);
    await candidate.send();
    expect(problemName(await openLaunch(backend, candidate.launchToken, candidate.device))).toBe('409 attempt-over');
  });

  test('with a key that is none', async () => {
    const { launchToken } = await makeAttempt(backend, schedule);
    const device = { ...(await makeDevice()), publicJwk: { kty: 'OKP', crv: 'Ed25519', x: 'short' } };
    expect(problemName(await openLaunch(backend, launchToken, device))).toBe('400 invalid-request');
  });
});

describe('an attempt that is made', () => {
  test('can be opened for 120 minutes unless told, at an address that the extension understands', async () => {
    const body = { candidate: { id: 'c', name: 'C' } };
    const ask = { token: backend.platformKey, parameters: { schedule } };
    const reply = await call(backend, 'createAttempt', { ...ask, body });
    expect(reply.status).toBe(201);
    expect(Math.round((Date.parse(reply.body.expiresAt) - Date.now()) / 60_000)).toBe(120);
    expect(parseLaunchAddress(reply.body.launchAddress)).toEqual({
      backend: backend.origin,
      token: reply.body.launchToken,
    });
    const short = await call(backend, 'createAttempt', { ...ask, body: { ...body, validMinutes: 5 } });
    expect(Math.round((Date.parse(short.body.expiresAt) - Date.now()) / 60_000)).toBe(5);
  });

  test('is refused on a draft and on a schedule that does not exist', async () => {
    const token = backend.platformKey;
    const draft = await call(backend, 'createSchedule', {
      token,
      body: { title: 'Draft', examUrl: 'https://exam.example/start', templateId: 'default' },
    });
    const body = { candidate: { id: 'c', name: 'C' } };
    const onDraft = await call(backend, 'createAttempt', { token, parameters: { schedule: draft.body.id }, body });
    expect(problemName(onDraft)).toBe('409 invalid-request');
    const nowhere = await call(backend, 'createAttempt', {
      token,
      parameters: { schedule: crypto.randomUUID() },
      body,
    });
    expect(problemName(nowhere)).toBe('404 not-found');
  });
});
