import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { EventType } from '../../src/protocol/events.ts';
import type { ExamOrderKind, Order } from '../../src/protocol/orders.ts';
import { openStream } from './event-stream.ts';
import { call, problemName, startTestBackend, type TestBackend } from './test-backend.ts';
import { makeAttempt, makeCandidate, makeSchedule, type TestCandidate } from './test-candidate.ts';

let backend: TestBackend;
let schedule: string;
beforeAll(async () => {
  backend = await startTestBackend({ keepAliveMs: 40 });
  schedule = await makeSchedule(backend);
});
afterAll(() => backend.remove());

async function tell(candidate: TestCandidate, type: EventType, cause = '', data: Record<string, string | number> = {}) {
  const entry = await candidate.event(type, 0, data, cause);
  expect((await candidate.send([entry])).status).toBe(200);
}

async function inExam(): Promise<TestCandidate> {
  const candidate = await makeCandidate(backend, { schedule });
  await tell(candidate, 'session.started');
  return candidate;
}

function orderTo(attempt: string, kind: ExamOrderKind, changes: object = {}, token = backend.operatorKey) {
  const minutes = kind === 'extra-time' || kind === 'break' ? { minutes: 10 } : {};
  const body = {
    id: crypto.randomUUID(),
    kind,
    by: 'Grace',
    reason: 'The fire alarm went off.',
    ...minutes,
    ...changes,
  };
  return call(backend, 'orderExam', { token, parameters: { attempt }, body });
}

const order = ({ grant }: TestCandidate, kind: ExamOrderKind, changes: object = {}) =>
  orderTo(grant.attempt, kind, changes);

async function waiting(candidate: TestCandidate): Promise<Order[]> {
  const body = { phase: 'running', waitingBytes: 0, waitingParts: 0, entries: candidate.entries.length };
  return (await candidate.ask('heartbeat', { body })).body.orders;
}

async function summary({ grant }: TestCandidate) {
  const parameters = { attempt: grant.attempt };
  return (await call(backend, 'readAttempt', { token: backend.platformKey, parameters })).body;
}

async function conversation({ grant }: TestCandidate) {
  const parameters = { attempt: grant.attempt };
  return (await call(backend, 'listConversation', { token: backend.operatorKey, parameters })).body;
}

describe('an order for an exam', () => {
  test('reaches the candidate with who, why and how long, until the journal tells that it is carried out', async () => {
    const candidate = await inExam();
    const stream = await openStream(candidate);
    await stream.next((block) => block === ': open');
    const id = crypto.randomUUID();
    expect((await order(candidate, 'extra-time', { id, minutes: 15 })).status).toBe(204);
    const told = await stream.next((block) => block.startsWith('event: order'));
    const given = { id, kind: 'extra-time', reason: 'The fire alarm went off.', by: 'Grace', minutes: 15 };
    expect(JSON.parse(told?.split('data: ')[1] ?? 'null')).toEqual(given);
    expect(await waiting(candidate)).toEqual([given]);
    expect(await summary(candidate)).toMatchObject({ extraMinutes: 0, openOrders: [{ kind: 'extra-time' }] });
    expect((await conversation(candidate)).orders).toMatchObject([{ ...given, doneAt: null }]);

    await tell(candidate, 'session.extended', 'desk', { order: id, minutes: 15 });
    expect(await waiting(candidate)).toEqual([]);
    expect(await summary(candidate)).toMatchObject({ extraMinutes: 15, openOrders: [] });
    const [{ givenAt, doneAt }] = (await conversation(candidate)).orders;
    expect(doneAt >= givenAt).toBe(true);
    stream.leave();
  });

  test('counts once, however often it is sent', async () => {
    const candidate = await inExam();
    const id = crypto.randomUUID();
    const replies = await Promise.all(Array.from({ length: 6 }, () => order(candidate, 'pause', { id })));
    expect(replies.map(({ status }) => status)).toEqual(Array(6).fill(204));
    expect(await waiting(candidate)).toHaveLength(1);
    await tell(candidate, 'session.paused', 'desk', { order: id });
    expect((await order(candidate, 'pause', { id })).status).toBe(204);
    expect(await waiting(candidate)).toEqual([]);
  });

  test('of two of one kind at once one is given', async () => {
    const candidate = await inExam();
    const replies = await Promise.all([order(candidate, 'pause'), order(candidate, 'pause')]);
    expect(replies.map(({ status }) => status).sort()).toEqual([204, 409]);
    expect(await waiting(candidate)).toHaveLength(1);
  });

  test('has an id of its own', async () => {
    const [one, other] = [await inExam(), await inExam()];
    const id = crypto.randomUUID();
    await order(one, 'flag', { id });
    expect(problemName(await order(other, 'flag', { id }))).toBe('400 invalid-request');
    expect(await waiting(other)).toEqual([]);
  });

  test('says who and why, and how long where that matters', async () => {
    const candidate = await inExam();
    const wrong = [{ by: ' ' }, { reason: '' }, { minutes: 5 }, { kind: 'override' }, { kind: 'extra-time' }];
    for (const changes of wrong)
      expect(problemName(await order(candidate, 'pause', changes))).toBe('400 invalid-request');
    expect(problemName(await order(candidate, 'extra-time', { minutes: 0 }))).toBe('400 invalid-request');
  });

  test('is the desk’s alone', async () => {
    const { grant } = await inExam();
    for (const token of [grant.token, backend.platformKey]) {
      expect(problemName(await orderTo(grant.attempt, 'pause', {}, token))).toBe('401 unauthorized');
    }
    expect(problemName(await orderTo(crypto.randomUUID(), 'pause'))).toBe('404 not-found');
  });
});

describe('an order that makes no sense is refused:', () => {
  const refusal = async (candidate: TestCandidate, kind: ExamOrderKind) => {
    const reply = await order(candidate, kind);
    return `${problemName(reply)}: ${reply.body.detail}`;
  };

  test('before anybody came, and before the exam', async () => {
    const { attempt } = await makeAttempt(backend, schedule);
    expect(problemName(await orderTo(attempt, 'terminate'))).toBe('409 invalid-request');
    const candidate = await makeCandidate(backend, { schedule });
    expect(await refusal(candidate, 'pause')).toMatch(/^409 invalid-request: .*not begun/);
    expect(await refusal(candidate, 'break')).toMatch(/^409 invalid-request: .*not begun/);
    expect((await order(candidate, 'extra-time')).status).toBe(204);
    expect((await order(candidate, 'terminate')).status).toBe(204);
  });

  test('after the end', async () => {
    const candidate = await inExam();
    await tell(candidate, 'session.submitted');
    for (const kind of ['pause', 'extra-time', 'terminate'] as const) {
      expect(problemName(await order(candidate, kind))).toBe('409 attempt-over');
    }
  });

  test('a pause of what is paused, and going on with what is not', async () => {
    const candidate = await inExam();
    expect(await refusal(candidate, 'resume')).toMatch(/^409 invalid-request: .*not paused/);
    await tell(candidate, 'session.paused', 'break', { minutes: 5 });
    expect(await refusal(candidate, 'resume')).toMatch(/^409 invalid-request: .*not paused/);
    await tell(candidate, 'session.paused', 'desk');
    expect(await refusal(candidate, 'pause')).toMatch(/^409 invalid-request: .*paused the exam already/);
    expect((await order(candidate, 'resume')).status).toBe(204);
    expect(await refusal(candidate, 'resume')).toMatch(/^409 invalid-request: .*not carried it out yet/);
  });

  test('but a pause can be taken back before it has arrived', async () => {
    const candidate = await inExam();
    await order(candidate, 'pause');
    await order(candidate, 'resume');
    expect((await waiting(candidate)).map(({ kind }) => kind)).toEqual(['pause', 'resume']);
  });

  test('a break while the exam is interrupted; a pause is kept for when it goes on', async () => {
    const candidate = await inExam();
    await tell(candidate, 'session.paused', 'recorder-gone');
    expect(await refusal(candidate, 'break')).toMatch(/^409 invalid-request: .*interrupted/);
    expect((await order(candidate, 'pause')).status).toBe(204);
  });

  test('no break, where none was asked for', async () => {
    const candidate = await inExam();
    expect(await refusal(candidate, 'no-break')).toMatch(/^409 invalid-request: .*No break/);
    await tell(candidate, 'break.asked');
    expect((await order(candidate, 'no-break')).status).toBe(204);
  });

  test('anything more once the end is ordered', async () => {
    const candidate = await inExam();
    await order(candidate, 'terminate');
    expect(await refusal(candidate, 'extra-time')).toMatch(/^409 invalid-request: .*ordered already/);
  });
});

describe('the desk', () => {
  test('sees what holds the exam and since when: itself, a break, an interruption, each for itself', async () => {
    const candidate = await inExam();
    const nothing = { deskPaused: null, onBreak: null, interrupted: null };
    expect(await summary(candidate)).toMatchObject({ ...nothing, breakAsked: null, deskFlags: 0 });
    const before = new Date().toISOString();
    await tell(candidate, 'session.paused', 'desk');
    await tell(candidate, 'session.paused', 'recorder-gone');
    const held = await summary(candidate);
    expect(held.deskPaused >= before).toBe(true);
    expect(held).toMatchObject({ onBreak: null, interrupted: { cause: 'recorder-gone' } });
    await tell(candidate, 'session.resumed');
    expect(await summary(candidate)).toMatchObject({ ...nothing, deskPaused: held.deskPaused });
    await tell(candidate, 'session.paused', 'break', { minutes: 5 });
    await tell(candidate, 'break.over', 'candidate');
    await tell(candidate, 'session.resumed', 'desk');
    expect(await summary(candidate)).toMatchObject({ ...nothing, onBreak: { minutes: 5, isOverdue: true } });
    await tell(candidate, 'session.resumed', 'break');
    expect(await summary(candidate)).toMatchObject(nothing);
  });

  test('sees that a break is asked for, until it is granted or refused', async () => {
    const candidate = await inExam();
    await tell(candidate, 'break.asked');
    expect((await summary(candidate)).breakAsked).not.toBeNull();
    await tell(candidate, 'break.refused', 'desk');
    expect((await summary(candidate)).breakAsked).toBeNull();
    await tell(candidate, 'break.asked');
    await tell(candidate, 'session.paused', 'break', { minutes: 10 });
    expect(await summary(candidate)).toMatchObject({ breakAsked: null, onBreak: { minutes: 10, isOverdue: false } });
  });

  test('is told of an order that could not be carried out, and why', async () => {
    const candidate = await inExam();
    const id = crypto.randomUUID();
    await order(candidate, 'break', { id });
    await tell(candidate, 'order.void', 'too-late', { order: id, kind: 'break' });
    expect(await waiting(candidate)).toEqual([]);
    expect((await conversation(candidate)).orders).toMatchObject([{ id, voidCause: 'too-late' }]);
  });

  test('adds up the minutes and flags, and takes no nonsense from a device', async () => {
    const candidate = await inExam();
    for (const minutes of [5, 10, -3, 'many']) await tell(candidate, 'session.extended', 'desk', { minutes });
    await tell(candidate, 'session.flagged', 'desk');
    expect(await summary(candidate)).toMatchObject({ extraMinutes: 15, deskFlags: 1 });
  });

  test('has nothing paused or open once the attempt is over', async () => {
    const candidate = await inExam();
    await tell(candidate, 'session.paused', 'desk');
    await order(candidate, 'terminate');
    await tell(candidate, 'session.terminated', 'desk');
    const over = await summary(candidate);
    expect(over).toMatchObject({ state: 'ended', deskPaused: null, openOrders: [] });
  });
});
