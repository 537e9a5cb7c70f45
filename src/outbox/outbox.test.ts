import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { english } from '../words/english.ts';
import { sayingOf } from '../words/saying.ts';
import { backoffMs, retryAfterMs } from './backoff.ts';
import { Throughput } from './throughput.ts';
import { delivered, NotDelivered, type Outcome, refusalOf } from './verdict.ts';

test('waits double up to a minute, spread over the upper half', () => {
  expect(backoffMs(1, 0)).toBe(500);
  expect(backoffMs(1, 0.999)).toBeLessThanOrEqual(1000);
  expect(backoffMs(4, 0)).toBe(4000);
  expect(backoffMs(50, 0.999)).toBeLessThanOrEqual(60_000);
});

test('Retry-After is read as seconds and as a date', () => {
  const now = Date.parse('2026-11-21T09:00:00Z');
  expect(retryAfterMs('7', now)).toBe(7000);
  expect(retryAfterMs('Sat, 21 Nov 2026 09:00:30 GMT', now)).toBe(30_000);
  expect(retryAfterMs('soon', now)).toBeNull();
  expect(retryAfterMs(null, now)).toBeNull();
});

describe('only a success in the form of the protocol counts as delivered', () => {
  const schema = v.object({ next: v.number() });
  const answer = (status: number, body: unknown): Outcome => ({ kind: 'answer', status, body, retryAfter: null });

  test('an answer in form', () => expect(delivered(answer(200, { next: 3 }), schema, 0)).toEqual({ next: 3 }));

  test.each<[string, Outcome, RegExp]>([
    ['a sign-in page with status 200', answer(200, '<html>Welcome to the hotel</html>'), /sign-in page/],
    ['half an answer', answer(200, '{"nex'), /sign-in page/],
    ['a busy backend', answer(503, ''), /busy/],
    ['a broken backend', answer(500, '<h1>Oops</h1>'), /fault/],
    [
      'a problem',
      answer(401, { type: 'x', title: 'Not known', status: 401, detail: 'Open the exam again.' }),
      /Not known. Open/,
    ],
    ['nothing at all', { kind: 'nothing' }, /No connection/],
  ])('%s', (_name, outcome, words) => {
    try {
      delivered(outcome, schema, 0);
    } catch (error) {
      expect(error).toBeInstanceOf(NotDelivered);
      expect(english.say(sayingOf(error))).toMatch(words);
    }
    expect.assertions(2);
  });

  test('the wait that the backend asks for is passed on', () => {
    try {
      delivered({ kind: 'answer', status: 429, body: '', retryAfter: '9' }, schema, 0);
    } catch (error) {
      expect((error as NotDelivered).waitMs).toBe(9000);
    }
    expect.assertions(1);
  });
});

test('the rate is of the time in which something was under way', () => {
  const rate = new Throughput();
  rate.begin(0);
  for (let at = 0; at <= 10_000; at += 500) rate.add(1_000, at);
  rate.end(10_000);
  expect(rate.perSecond).toBe(2000);
  rate.begin(900_000);
  expect(rate.perSecond).toBe(2000);
  expect(rate.timeLeft(60_000)).toEqual({ low: 30_000, high: 30_000 });
  rate.forget();
  expect(rate.timeLeft(60_000)).toBeNull();
});

describe('a chat message is refused for good', () => {
  const problem = (status: number, name: string) => ({
    type: `/problems/${name}`,
    title: 'No',
    status,
    detail: 'Because.',
  });
  const refusal = (status: number, body: unknown) => {
    try {
      return delivered({ kind: 'answer', status, body, retryAfter: null }, v.never(), 0);
    } catch (error) {
      return refusalOf(error);
    }
  };

  test('when the backend says so, in its words', () => {
    expect(refusal(400, problem(400, 'invalid-request'))).toBe('No. Because.');
    expect(refusal(404, problem(404, 'not-found'))).toBe('No. Because.');
  });

  test('and neither when another try may help, nor when something else answered', () => {
    expect(refusal(422, problem(422, 'digest-mismatch'))).toBeNull();
    expect(refusal(429, problem(429, 'busy'))).toBeNull();
    expect(refusal(503, problem(503, 'busy'))).toBeNull();
    expect(refusal(500, problem(500, 'internal'))).toBeNull();
    expect(refusal(403, '<html>Sign in to the network</html>')).toBeNull();
    expect(refusalOf(new Error('Failed to fetch'))).toBeNull();
  });
});
