import { compactVerify, createLocalJWKSet } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { canonicalHash, canonicalJson } from '../../src/evidence/digest.ts';
import { defaultPolicy } from '../../src/policy/default-policy.ts';
import type { Policy } from '../../src/policy/schema.ts';
import { call, problemName, startTestBackend, type TestBackend } from './test-backend.ts';
import { makeAttempt, makeCandidate, makeDevice, makeSchedule, openLaunch } from './test-candidate.ts';

let backend: TestBackend;
beforeAll(async () => {
  backend = await startTestBackend({ examOrigin: 'https://exam.example' });
});
afterAll(() => backend.remove());

const policy = defaultPolicy('https://exam.example');
const asOperator = () => ({ token: backend.operatorKey });
const withQuality = (quality: Policy['recording']['quality']): Policy => ({
  ...policy,
  recording: { ...policy.recording, quality },
});

function save(template: string, document: unknown, name = 'Some template') {
  return call(backend, 'putTemplate', { ...asOperator(), parameters: { template }, body: { name, policy: document } });
}

describe('templates', () => {
  test('there is a Default at the first start, made for the exam platform', async () => {
    const { body } = await call(backend, 'listTemplates', asOperator());
    expect(body.templates[0]).toEqual({
      id: 'default',
      name: 'Default',
      policy,
      policyHash: await canonicalHash(policy),
      isDefault: true,
    });
  });

  test('the Default can be changed, survives a restart as it was changed, and cannot be deleted', async () => {
    const first = await startTestBackend({ examOrigin: 'https://exam.example' });
    const ask = { token: first.operatorKey, parameters: { template: 'default' } };
    const body = { name: 'Ours', policy: withQuality('low') };
    expect((await call(first, 'putTemplate', { ...ask, body })).body).toMatchObject({ name: 'Ours', isDefault: true });
    await first.stop();
    const second = await startTestBackend({ dataDir: first.dataDir, examOrigin: 'https://other.example' });
    const { templates } = (await call(second, 'listTemplates', ask)).body;
    expect(templates).toHaveLength(1);
    expect(templates[0]).toMatchObject({ name: 'Ours', policy: body.policy });
    expect(problemName(await call(second, 'deleteTemplate', ask))).toBe('409 invalid-request');
    expect((await call(second, 'listTemplates', ask)).body.templates).toHaveLength(1);
    await second.remove();
  });

  test('others can be made, changed and deleted', async () => {
    expect((await save('finals', policy)).body).toMatchObject({ id: 'finals', isDefault: false });
    const changed = await save('finals', withQuality('high'));
    expect(changed.body.policyHash).toBe(await canonicalHash(withQuality('high')));
    const ask = { ...asOperator(), parameters: { template: 'finals' } };
    expect((await call(backend, 'deleteTemplate', ask)).status).toBe(204);
    expect(problemName(await call(backend, 'deleteTemplate', ask))).toBe('404 not-found');
  });

  test('an id that is no plain name is refused', async () => {
    expect(problemName(await save('Finals & more', policy))).toBe('400 invalid-request');
  });
});

describe('a policy is refused', () => {
  const faultsOf = async (document: unknown) => {
    const reply = await save('refused', document);
    expect(problemName(reply)).toBe('422 policy-refused');
    return reply.body.faults;
  };

  test('with a forbidden combination; every fault is named, and nothing is saved', async () => {
    const faults = await faultsOf({
      ...policy,
      recording: { ...policy.recording, camera: false },
      lockdown: { ...policy.lockdown, fullScreen: 'severe', oneScreen: false },
    });
    expect(faults.map(({ key }: { key: string }) => key)).toEqual(['verification.camera', 'lockdown.fullScreen']);
    const { templates } = (await call(backend, 'listTemplates', asOperator())).body;
    expect(templates.map(({ id }: { id: string }) => id)).not.toContain('refused');
  });

  test('with a setting that nobody knows, or of a wrong type', async () => {
    expect(await faultsOf({ ...policy, emotions: true })).toEqual([
      { key: 'emotions', rule: 'is not a setting that this version knows' },
    ]);
    expect(await faultsOf({ ...policy, retention: { days: '90' } })).toMatchObject([{ key: 'retention.days' }]);
    expect(await faultsOf(null)).toMatchObject([{ key: 'policy' }]);
  });

  test('too long to be carried to a candidate', async () => {
    const allow = Array.from({ length: 50 }, (_, site) => `https://s${site}.example/${'a'.repeat(460)}/*`);
    const take = allow.map((pattern) => pattern.replace('/*', '/take/*'));
    const faults = await faultsOf({
      ...policy,
      lockdown: { ...policy.lockdown, allow },
      exam: { ...policy.exam, take },
    });
    expect(faults).toMatchObject([{ key: 'policy', rule: expect.stringContaining('bytes') }]);
  });
});

describe('a schedule', () => {
  test('is a draft until it is activated, once', async () => {
    const token = backend.platformKey;
    const body = { title: 'Biology', examUrl: 'https://exam.example/exams/bio/start', templateId: 'default' };
    const made = await call(backend, 'createSchedule', { token, body });
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({ ...body, state: 'draft', policyHash: null, activatedAt: null });
    const parameters = { schedule: made.body.id };
    const active = (await call(backend, 'activateSchedule', { token, parameters })).body;
    expect(active).toMatchObject({ ...body, state: 'active', policyHash: await canonicalHash(policy) });
    expect((await call(backend, 'activateSchedule', { token, parameters })).body).toEqual(active);
    const { schedules } = (await call(backend, 'listSchedules', asOperator())).body;
    expect(schedules).toContainEqual(active);
  });

  test('keeps the policy it froze, though its template changes; one activated later gets the new one', async () => {
    await save('changing', withQuality('low'));
    const early = await makeSchedule(backend, 'changing');
    await save('changing', withQuality('high'));
    const repeated = await call(backend, 'activateSchedule', {
      token: backend.platformKey,
      parameters: { schedule: early },
    });
    expect(repeated.body.policyHash).toBe(await canonicalHash(withQuality('low')));
    const late = await makeSchedule(backend, 'changing');
    for (const [schedule, document] of [
      [early, withQuality('low')],
      [late, withQuality('high')],
    ] as const) {
      const { grant } = await makeCandidate(backend, { schedule });
      const { payload } = await compactVerify(grant.policy, createLocalJWKSet((await call(backend, 'keys')).body));
      expect(new TextDecoder().decode(payload)).toBe(canonicalJson(document));
      expect(grant.policyHash).toBe(await canonicalHash(document));
    }
  });

  test('cannot be made from a template that is not there, nor activated once it is gone', async () => {
    const token = backend.platformKey;
    const body = { title: 'Biology', examUrl: 'https://exam.example/start', templateId: 'passing' };
    expect(problemName(await call(backend, 'createSchedule', { token, body }))).toBe('404 not-found');
    await save('passing', policy);
    const active = await makeSchedule(backend, 'passing');
    const { id } = (await call(backend, 'createSchedule', { token, body })).body;
    await call(backend, 'deleteTemplate', { ...asOperator(), parameters: { template: 'passing' } });
    expect(problemName(await call(backend, 'activateSchedule', { token, parameters: { schedule: id } }))).toBe(
      '404 not-found',
    );
    const repeated = await call(backend, 'activateSchedule', { token, parameters: { schedule: active } });
    expect(repeated.body).toMatchObject({ state: 'active', policyHash: await canonicalHash(policy) });
    const unknown = { token, parameters: { schedule: crypto.randomUUID() } };
    expect(problemName(await call(backend, 'activateSchedule', unknown))).toBe('404 not-found');
  });

  test.each(['javascript:alert(1)', 'data:text/html,x', 'exam'])('does not lead to %s', async (examUrl) => {
    const body = { title: 'Odd', examUrl, templateId: 'default' };
    expect(problemName(await call(backend, 'createSchedule', { token: backend.platformKey, body }))).toBe(
      '400 invalid-request',
    );
  });

  test('tells where the candidate goes afterwards', async () => {
    const token = backend.platformKey;
    const returnUrl = 'https://exam.example/results';
    const body = { title: 'Biology', examUrl: 'https://exam.example/start', returnUrl, templateId: 'default' };
    const schedule = (await call(backend, 'createSchedule', { token, body })).body.id;
    await call(backend, 'activateSchedule', { token, parameters: { schedule } });
    const { launchToken } = await makeAttempt(backend, schedule);
    expect((await openLaunch(backend, launchToken, await makeDevice())).body.exam).toMatchObject({ returnUrl });
  });
});
