import { compactVerify, createLocalJWKSet } from 'jose';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accommodationClaims } from '../../src/policy/accommodations.ts';
import { call, problemName, type Reply, startTestBackend, type TestBackend } from './test-backend.ts';
import { makeAttempt, makeCandidate, makeDevice, makeSchedule, openLaunch } from './test-candidate.ts';

let backend: TestBackend;
let schedule: string;
beforeAll(async () => {
  backend = await startTestBackend();
  schedule = await makeSchedule(backend);
});
afterAll(() => backend.remove());

const extension = 'abcdefghijklmnopabcdefghijklmnop';
const relaxes = {
  fullScreenSeconds: 600,
  displays: 2,
  extensions: [extension],
  noIdScan: true,
  breaks: { count: 3, minutes: 10 },
  exempt: ['focus.lost', 'window.resized'],
};

function create(accommodation: unknown): Promise<Reply> {
  const body = { candidate: { id: 'c', name: 'C' }, accommodation };
  return call(backend, 'createAttempt', { token: backend.platformKey, parameters: { schedule }, body });
}

async function review(attempt: string) {
  return (await call(backend, 'reviewAttempt', { token: backend.operatorKey, parameters: { attempt } })).body;
}

describe('an accommodation', () => {
  test('reaches the device, signed by the published key for this attempt and as what it is', async () => {
    const { attempt, launchToken } = await makeAttempt(backend, schedule, relaxes);
    const { body } = await openLaunch(backend, launchToken, await makeDevice());
    const keys = createLocalJWKSet((await call(backend, 'keys')).body);
    const { payload, protectedHeader } = await compactVerify(body.accommodation, keys);
    expect(protectedHeader.typ).toBe('vigil-accommodation+jws');
    const claims = JSON.parse(new TextDecoder().decode(payload));
    expect(v.parse(accommodationClaims, claims)).toEqual({ v: 1, attempt, relaxes });
  });

  test('is the same when the launch is opened again, and after a restart', async () => {
    const first = await startTestBackend();
    const candidate = await makeCandidate(first, { accommodation: { displays: 3 } });
    await first.stop();
    const second = await startTestBackend({ dataDir: first.dataDir, publicOrigin: first.origin });
    const direct = { ...second, origin: `http://127.0.0.1:${second.port}` };
    const again = await openLaunch(direct, candidate.launchToken, candidate.device);
    expect(again.body.accommodation).toBe(candidate.grant.accommodation);
    await second.remove();
  });

  test('is shown to the reviewer, before and after the launch is opened', async () => {
    const { attempt, launchToken } = await makeAttempt(backend, schedule, relaxes);
    expect((await review(attempt)).accommodation).toEqual(relaxes);
    await openLaunch(backend, launchToken, await makeDevice());
    expect((await review(attempt)).accommodation).toEqual(relaxes);
  });

  test.each([
    ['is not there', undefined],
    ['relaxes nothing', {}],
  ])('that %s is left out of the grant, and null in the review', async (_, accommodation) => {
    const { grant } = await makeCandidate(backend, { schedule, accommodation });
    expect(grant).not.toHaveProperty('accommodation');
    expect((await review(grant.attempt)).accommodation).toBeNull();
  });

  test("leaves the policy and its hash as they are for everybody's", async () => {
    const [one, other] = [
      await makeCandidate(backend, { schedule, accommodation: relaxes }),
      await makeCandidate(backend, { schedule }),
    ];
    expect([one.grant.policy, one.grant.policyHash]).toEqual([other.grant.policy, other.grant.policyHash]);
  });
});

describe('an accommodation is refused, and no attempt is made', () => {
  test.each([
    [{ zoom: true }, 'accommodation.zoom', 'is not a setting that this version knows'],
    [{ fullScreenSeconds: '600' }, 'accommodation.fullScreenSeconds', 'must be number, not "600"'],
    [{ fullScreenSeconds: 0 }, 'accommodation.fullScreenSeconds', expect.stringContaining('1')],
    [{ noIdScan: false }, 'accommodation.noIdScan', expect.stringContaining('true')],
    [{ displays: 1 }, 'accommodation.displays', expect.stringContaining('2')],
    [{ displays: 2.5 }, 'accommodation.displays', expect.stringContaining('integer')],
    [{ extensions: ['Screen Reader'] }, 'accommodation.extensions.0', 'is not the id of an extension'],
    [{ breaks: { count: 3, minutes: 61 } }, 'accommodation.breaks.minutes', expect.stringContaining('60')],
    [{ breaks: 'desk' }, 'accommodation.breaks', 'must be Object, not "desk"'],
    [{ extensions: [] }, 'accommodation.extensions', expect.stringContaining('1')],
    [{ exempt: ['focus.lost', 'blinking'] }, 'accommodation.exempt.1', '"blinking" is not the type of an event'],
    [null, 'accommodation', 'must be Object, not null'],
    ['extra time', 'accommodation', 'must be Object, not "extra time"'],
  ])('%j', async (accommodation, key, rule) => {
    const count = async () =>
      (await call(backend, 'listAttempts', { token: backend.operatorKey })).body.attempts.length;
    const before = await count();
    const reply = await create(accommodation);
    expect(problemName(reply)).toBe('422 policy-refused');
    expect(reply.body.faults).toEqual([{ key, rule }]);
    expect(reply.body.detail).toContain(key);
    expect(await count()).toBe(before);
  });

  test('with every fault named', async () => {
    const { body } = await create({ displays: 99, breaks: 3 });
    expect(body.faults.map(({ key }: { key: string }) => key)).toEqual([
      'accommodation.displays',
      'accommodation.breaks',
    ]);
  });
});

test('an event that it covers is no flag, whatever its severity; the same event without it is', async () => {
  const candidate = await makeCandidate(backend, { schedule, accommodation: { exempt: ['focus.lost'] } });
  const body = { kind: 'event', type: 'focus.lost', severity: 1, cause: 'blur', data: {} } as const;
  await candidate.write({ ...body, accommodated: true });
  await candidate.write({ ...body, severity: 0.3, accommodated: true });
  await candidate.write({ ...body, severity: 0.3 });
  expect((await candidate.send()).body).toEqual({ next: 3 });
  const stored = await review(candidate.grant.attempt);
  expect(stored).toMatchObject({ flags: 1, journal: candidate.entries });
});

test('an event cannot say that it is not covered: it leaves that out', async () => {
  const candidate = await makeCandidate(backend, { schedule });
  const entry = await candidate.event('focus.lost');
  const reply = await candidate.send([{ ...entry, body: { ...entry.body, accommodated: false } }]);
  expect(problemName(reply)).toBe('400 invalid-request');
});
