import { afterAll, beforeAll, expect, test } from 'vitest';
import { defaultPolicy } from '../../src/policy/default-policy.ts';
import { policyHash } from '../../src/policy/hash.ts';
import { call, problemName, startTestBackend, type TestBackend } from './test-backend.ts';
import { makeCandidate, makeSchedule } from './test-candidate.ts';

let backend: TestBackend;
beforeAll(async () => {
  backend = await startTestBackend();
});
afterAll(() => backend.remove());

const { breaks: _, ...exam } = defaultPolicy('https://exam.example').exam;
const put = (template: string, breaks?: unknown) => {
  const policy = { ...defaultPolicy('https://exam.example'), exam: breaks === undefined ? exam : { ...exam, breaks } };
  const body = { name: template, policy };
  return call(backend, 'putTemplate', { token: backend.operatorKey, parameters: { template }, body });
};

test.each([['desk'], ['off'], [{ count: 2, minutes: 5 }], [undefined]])(
  'breaks of %j reach the candidate as they were written',
  async (breaks) => {
    expect((await put('given', breaks)).status).toBe(200);
    const { grant } = await makeCandidate(backend, { schedule: await makeSchedule(backend, 'given') });
    const policy = JSON.parse(Buffer.from(grant.policy.split('.')[1] ?? '', 'base64url').toString());
    expect(policy.exam).toEqual(breaks === undefined ? exam : { ...exam, breaks });
    expect(grant.policyHash).toBe(await policyHash(policy));
  },
);

test.each([[{ count: 11, minutes: 5 }], [{ count: 1, minutes: 0 }], [{ minutes: 5 }], ['always'], [{ allowed: 5 }]])(
  'breaks of %j are refused with their key',
  async (breaks) => {
    const reply = await put('refused', breaks);
    expect(problemName(reply)).toBe('422 policy-refused');
    expect(reply.body.faults[0].key).toMatch(/^exam\.breaks/);
  },
);

test('a break is no flag, and no time that was lost; its gap stands in the receipt', async () => {
  const candidate = await makeCandidate(backend, { schedule: await makeSchedule(backend) });
  await candidate.event('session.started');
  await candidate.event('session.paused', 0, { minutes: 5, granted: 'policy' }, 'break');
  await candidate.event('record.gap', 0, { stream: 'all', duration: 240_000 }, 'break');
  await candidate.event('session.resumed', 0, { durationMs: 240_000 }, 'break');
  await candidate.event('session.submitted');
  await candidate.send();
  const parameters = { attempt: candidate.grant.attempt };
  const { body } = await call(backend, 'reviewAttempt', { token: backend.operatorKey, parameters });
  expect(body).toMatchObject({ flags: 0, lostMs: 0 });
  const receipt = JSON.parse(
    Buffer.from((await candidate.finish()).body.receipt.split('.')[1] ?? '', 'base64url').toString(),
  );
  expect(receipt.gaps).toEqual([{ stream: 'all', cause: 'break', duration: 240_000 }]);
});
