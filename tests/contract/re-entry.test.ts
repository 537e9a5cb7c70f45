import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { call, problemName, type Reply, startTestBackend, type TestBackend } from './test-backend.ts';
import { makeAttempt, makeCandidate, makeSchedule, type TestCandidate } from './test-candidate.ts';
import { minute, second, TestClock } from './test-clock.ts';

const clock = new TestClock();
let backend: TestBackend;
let schedule: string;
let candidate: TestCandidate;
beforeAll(async () => {
  backend = await startTestBackend({ now: clock.now });
  schedule = await makeSchedule(backend);
});
afterAll(() => backend.remove());
beforeEach(async () => {
  candidate = await makeCandidate(backend, { schedule });
  await candidate.event('session.started');
  await candidate.event('session.paused');
  await candidate.send();
});

function issue(attempt = candidate.grant.attempt): Promise<Reply> {
  return call(backend, 'issueReEntryCode', { token: backend.operatorKey, parameters: { attempt } });
}

async function newCode(): Promise<string> {
  return (await issue()).body.code;
}

/** Gives a code. @returns the status, with the problem's name when it is refused */
async function give(code: string, of = candidate): Promise<string> {
  const reply = await of.ask('enterAgain', { body: { code } });
  return reply.status === 204 ? '204' : problemName(reply);
}

async function giveWrong(times: number): Promise<void> {
  for (let time = 0; time < times; time += 1) expect(await give(`WRNG-222${time + 2}`)).toBe('403 code-wrong');
}

/** The exam goes on. */
async function resume(): Promise<void> {
  await candidate.event('session.resumed');
  await candidate.send();
}

describe('a code', () => {
  test('is made for 30 minutes, of letters and digits that are clear', async () => {
    const { status, body } = await issue();
    expect(status).toBe(201);
    expect(body.code).toMatch(/^[A-HJ-NP-Z2-9]{4}-[A-HJ-NP-Z2-9]{4}$/);
    expect(Date.parse(body.expiresAt) - clock.now().getTime()).toBe(30 * minute);
  });

  test.each([
    ['as it was told', (code: string) => code],
    ['in small letters, without the hyphen', (code: string) => code.toLowerCase().replace('-', '')],
    ['with spaces', (code: string) => ` ${code.replace('-', ' - ')} `],
  ])('lets the candidate in %s', async (_, typed) => {
    const code = await newCode();
    const reply = await candidate.ask('enterAgain', { body: { code: typed(code) } });
    expect([reply.status, reply.body]).toEqual([204, '']);
  });

  test('is stored nowhere as it is', async () => {
    const code = await newCode();
    await give(code);
    for (const file of ['vigil.db', 'vigil.db-wal']) {
      const content = await readFile(join(backend.dataDir, file), 'latin1');
      expect(content.includes(code) || content.includes(code.replace('-', ''))).toBe(false);
    }
  });

  test('replaces the one before', async () => {
    const [first, next] = [await newCode(), await newCode()];
    expect(await give(first)).toBe('403 code-wrong');
    expect(await give(next)).toBe('204');
  });

  test('is good until 30 minutes are over', async () => {
    const code = await newCode();
    clock.pass(30 * minute - 1);
    expect(await give(code)).toBe('204');
    clock.pass(1);
    expect(await give(code)).toBe('410 code-used-up');
  });

  test("opens nobody else's exam", async () => {
    const code = await newCode();
    expect(await give(code, await makeCandidate(backend, { schedule }))).toBe('403 code-wrong');
    expect(await give(code)).toBe('204');
  });

  test('outlives a restart of the backend', async () => {
    const first = await startTestBackend();
    const other = await makeCandidate(first);
    const parameters = { attempt: other.grant.attempt };
    const { code } = (await call(first, 'issueReEntryCode', { token: first.operatorKey, parameters })).body;
    await first.stop();
    other.backend = await startTestBackend({ dataDir: first.dataDir });
    expect(await give(code, other)).toBe('204');
    await other.backend.remove();
  });
});

describe('a code is good for one interruption', () => {
  test('given again, since the answer was lost, it is right again until the exam goes on', async () => {
    const code = await newCode();
    expect(await give(code)).toBe('204');
    clock.pass(10 * minute);
    expect(await Promise.all([give(code), give(code), give(code)])).toEqual(['204', '204', '204']);
    await resume();
    expect(await give(code)).toBe('410 code-used-up');
  });

  test('the next interruption needs another', async () => {
    await give(await newCode());
    await resume();
    await candidate.event('session.paused');
    await candidate.send();
    const next = await newCode();
    expect(await give(next)).toBe('204');
    await resume();
    expect(await give(next)).toBe('410 code-used-up');
  });

  test('one that was not given yet is not spent by an exam that goes on', async () => {
    const code = await newCode();
    await resume();
    expect(await give(code)).toBe('204');
  });

  test('an exam that the desk lets go on, or a break that ends, spends nothing', async () => {
    const code = await newCode();
    expect(await give(code)).toBe('204');
    for (const cause of ['desk', 'break']) await candidate.event('session.resumed', 0, {}, cause);
    await candidate.send();
    expect(await give(code)).toBe('204');
  });

  test('entries that are sent again spend nothing', async () => {
    await resume();
    const code = await newCode();
    expect(await give(code)).toBe('204');
    await candidate.send();
    expect(await give(code)).toBe('204');
  });
});

describe('after five wrong codes', () => {
  test('none is looked at, the right one neither, until the first is 15 minutes old', async () => {
    const code = await newCode();
    await giveWrong(1);
    clock.pass(5 * minute);
    await giveWrong(4);
    const reply = await candidate.ask('enterAgain', { body: { code } });
    expect(problemName(reply)).toBe('429 busy');
    expect(reply.headers.get('retry-after')).toBe('600');
    expect(reply.body.detail).toContain('10 minutes');
    clock.pass(10 * minute - 1);
    expect(await give(code)).toBe('429 busy');
    clock.pass(1);
    expect(await give(code)).toBe('204');
  });

  test('waiting counts for nothing; the next wrong one closes the door again', async () => {
    const code = await newCode();
    await giveWrong(5);
    for (let time = 0; time < 10; time += 1) expect(await give('WRNG-2222')).toBe('429 busy');
    clock.pass(15 * minute);
    await giveWrong(5);
    expect(await give(code)).toBe('429 busy');
  });

  test('twenty at once are not looked at more than five times', async () => {
    const code = await newCode();
    const guesses = await Promise.all(Array.from({ length: 20 }, () => give('WRNG-2222')));
    expect(guesses.filter((name) => name === '403 code-wrong')).toHaveLength(5);
    expect(guesses.filter((name) => name === '429 busy')).toHaveLength(15);
    expect(await give(code)).toBe('429 busy');
  });

  test('another candidate is not held up, and right codes are no tries', async () => {
    await giveWrong(5);
    candidate = await makeCandidate(backend, { schedule });
    const code = await newCode();
    await giveWrong(4);
    for (let time = 0; time < 8; time += 1) expect(await give(code)).toBe('204');
    clock.pass(second);
    await giveWrong(1);
    expect(await give(code)).toBe('429 busy');
  });
});

describe('it is refused', () => {
  test('to make a code for an attempt that nobody has opened, is over, or does not exist', async () => {
    const { attempt } = await makeAttempt(backend, schedule);
    const unopened = await issue(attempt);
    expect(problemName(unopened)).toBe('409 invalid-request');
    expect(unopened.body.detail).toContain('Nobody has opened');
    await candidate.event('session.submitted');
    await candidate.send();
    expect(problemName(await issue())).toBe('409 attempt-over');
    await candidate.finish();
    expect(problemName(await issue())).toBe('409 attempt-over');
    expect(problemName(await issue(crypto.randomUUID()))).toBe('404 not-found');
  });

  test('to enter with a code where none was made', async () => {
    const reply = await candidate.ask('enterAgain', { body: { code: 'ABCD-EFGH' } });
    expect(problemName(reply)).toBe('403 code-wrong');
    expect(reply.body.detail).toContain('help desk');
    expect(await give('')).toBe('403 code-wrong');
  });

  test('to enter an attempt that is over', async () => {
    const code = await newCode();
    await candidate.event('session.terminated', 1);
    await candidate.send();
    expect(await give(code)).toBe('409 attempt-over');
  });
});
