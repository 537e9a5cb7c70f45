import { expect, it } from 'vitest';
import { inputMinutes } from './input-minutes.ts';
import type { EventMark } from './span.ts';

function mark(mono: number, data: Record<string, string | number>, type: EventMark['body']['type'] = 'input.summary') {
  const body = { kind: 'event', type, severity: 0, cause: '', data } as const;
  return { id: String(mono), seq: 0, at: '2030-01-01T00:00:00.000Z', mono, body };
}

it('adds counts up by minute, and leaves minutes without any out', () => {
  const minutes = inputMinutes(
    [
      mark(5_000, { forMs: 10_000, letters: 10, deletions: 2, gapsTo100: 3, gapsTo200: 8 }),
      mark(6_000, { host: 'wiki.example' }, 'page.visited'),
      mark(59_999, { forMs: 10_000, letters: 1, combinations: 1, pastes: 1, gapsOver2000: 1 }),
      mark(181_000, { forMs: 10_000, clicks: 3, wheels: 7, movedPx: 800 }),
    ],
    1_000,
  );
  const none = { keys: 0, deletions: 0, combinations: 0, pastes: 0, clicks: 0, wheels: 0, movedPx: 0, pauseMs: null };
  expect(minutes).toEqual([
    { ...none, from: 1_000, keys: 14, deletions: 2, combinations: 1, pastes: 1, pauseMs: 200 },
    { ...none, from: 181_000, clicks: 3, wheels: 7, movedPx: 800 },
  ]);
});

it('passes over what is no count', () => {
  expect(inputMinutes([mark(0, { letters: 'many' })], 0)[0]?.keys).toBe(0);
});

it('names no usual pause where most were long', () => {
  expect(inputMinutes([mark(0, { letters: 3, gapsTo100: 1, gapsOver2000: 2 })], 0)[0]?.pauseMs).toBeNull();
});
