import { describe, expect, test } from 'vitest';
import { SimulatedOutbox } from './simulated-link.ts';

const mbps = 125_000;
const tenMinutes = { parts: 800, bytes: 17_700 };

describe('a link of 1 Mbps with ten minutes waiting', () => {
  test.each([
    [20, 1.05],
    [80, 1.05],
    [300, 1.1],
  ])('is used up at %d ms of latency', (latencyMs, factor) => {
    const outbox = new SimulatedOutbox({ rate: () => mbps, latencyMs }, tenMinutes.parts, tenMinutes.bytes);
    const ideal = ((tenMinutes.parts * tenMinutes.bytes) / mbps) * 1000;
    expect(outbox.run(600_000)).toBeLessThan(ideal * factor);
    expect(outbox.mostAtOnce).toBeLessThanOrEqual(4);
  });

  test('six go at once where one connection carries them all, and more helps', () => {
    const few = new SimulatedOutbox({ rate: () => mbps * 8, latencyMs: 400 }, 800, 17_700);
    const many = new SimulatedOutbox({ rate: () => mbps * 8, latencyMs: 400 }, 800, 17_700);
    many.link.isMultiplexed = true;
    expect(many.run(900_000)).toBeLessThan(few.run(900_000) * 0.8);
    expect(many.mostAtOnce).toBe(6);
  });
});

test('what does not help is not done: on a narrow link with no latency no more go at once than are worth it', () => {
  const outbox = new SimulatedOutbox({ rate: () => 4_000, latencyMs: 5 }, 60, 17_700);
  outbox.run(600_000);
  expect(outbox.mostAtOnce).toBeLessThanOrEqual(3);
});

test('events overtake media that crawl', () => {
  const outbox = new SimulatedOutbox({ rate: () => 20_000, latencyMs: 50 }, 100, 17_700);
  outbox.run(5_000);
  const before = outbox.answers.length;
  outbox.hasEntries = true;
  const asked = outbox.now;
  outbox.run(60_000, () => undefined);
  const journal = outbox.answers.find(({ kind }) => kind === 'journal');
  expect(journal?.at).toBeLessThan(asked + 1_500);
  expect(outbox.answers.slice(before).findIndex(({ kind }) => kind === 'journal')).toBeLessThanOrEqual(3);
});

test('a part that the backend is slow with holds neither events nor other parts up', () => {
  const outbox = new SimulatedOutbox(
    { rate: () => mbps, latencyMs: 50, slowParts: new Map([[50, 15_000]]) },
    200,
    17_700,
  );
  outbox.run(5_000);
  outbox.hasEntries = true;
  const asked = outbox.now;
  outbox.run(60_000);
  expect(outbox.answers.find(({ kind }) => kind === 'journal')?.at).toBeLessThan(asked + 1_500);
  const slow = outbox.answers.findIndex(({ seq }) => seq === 50);
  expect(slow).toBeGreaterThan(90);
});

describe('an outage', () => {
  const outage = { from: 10_000, to: 60_000 };
  const world = (health: number) => ({
    rate: (at: number) => (at >= outage.from && at < outage.to ? 0 : mbps),
    latencyMs: 40,
    health,
  });

  test('is noticed, nothing is lost in it, and the first answer comes within five seconds of its end', () => {
    const outbox = new SimulatedOutbox(world(1), 400, 17_700);
    outbox.run(55_000);
    expect(outbox.link.lostSince).toBeGreaterThanOrEqual(outage.from);
    outbox.run(600_000);
    const [first, ...rest] = outbox.answers.filter(({ at }) => at >= outage.to);
    expect((first?.at ?? Infinity) - outage.to).toBeLessThanOrEqual(5_000);
    const media = rest.find(({ kind }) => kind === 'part');
    expect((media?.at ?? Infinity) - outage.to).toBeLessThanOrEqual(5_000);
    const parts = outbox.answers.filter(({ kind }) => kind === 'part').map(({ seq }) => seq);
    expect(new Set(parts).size).toBe(400);
  });

  test('a loaded backend gets its media later, and its events at once', () => {
    const outbox = new SimulatedOutbox(world(0.2), 400, 17_700);
    outbox.run(outage.to - 1);
    outbox.hasEntries = true;
    outbox.run(900_000);
    const after = outbox.answers.filter(({ at }) => at >= outage.to);
    const media = after.find(({ kind }) => kind === 'part')?.at ?? Infinity;
    expect((after.find(({ kind }) => kind === 'journal')?.at ?? Infinity) - outage.to).toBeLessThanOrEqual(5_000);
    expect(media - outage.to).toBeGreaterThan(60_000);
    expect(media - outage.to).toBeLessThanOrEqual(180_000);
  });
});

test('a sign-in page is no answer: it is asked now and then whether it is gone, and then everything goes on', () => {
  const portal = { from: 10_000, to: 70_000 };
  const isForeign = (at: number) => at >= portal.from && at < portal.to;
  const outbox = new SimulatedOutbox({ rate: () => mbps, latencyMs: 40, isForeign }, 400, 17_700);
  outbox.run(portal.from);
  const before = outbox.requests;
  outbox.run(portal.to);
  expect(outbox.link.lostSince).not.toBeNull();
  expect(outbox.requests - before).toBeLessThan(40);
  outbox.run(600_000);
  const media = outbox.answers.find(({ kind, at }) => kind === 'part' && at >= portal.to);
  expect((media?.at ?? Infinity) - portal.to).toBeLessThanOrEqual(5_000);
  expect(outbox.parts).toEqual([]);
});

test('a part of 300 kB gets through at 30 kbit/s, where a minute would not be enough', () => {
  const outbox = new SimulatedOutbox({ rate: () => 3_750, latencyMs: 200 }, 6, 300_000);
  outbox.run(3_600_000);
  expect(outbox.parts).toEqual([]);
  expect(outbox.answers.filter(({ kind }) => kind === 'part')).toHaveLength(6);
});

describe('the time left is within a fifth of the truth', () => {
  /** The largest error, as a share of the truth, over all moments at which something is shown and 15 s are left. */
  function worstError(rate: (at: number) => number, from = 12_000): number {
    const outbox = new SimulatedOutbox({ rate, latencyMs: 60 }, tenMinutes.parts, tenMinutes.bytes);
    const said: { readonly at: number; readonly low: number; readonly high: number }[] = [];
    const end = outbox.run(3_600_000, (now) => {
      const left = outbox.link.throughput.timeLeft(outbox.waitingBytes);
      if (left && now >= from) said.push({ at: now, ...left });
    });
    expect(said.length).toBeGreaterThan(100);
    const errors = said
      .filter(({ at }) => end - at >= 15_000)
      .map(({ at, low, high }) => {
        const truth = end - at;
        if (truth >= low && truth <= high) return 0;
        return Math.min(Math.abs(truth - low), Math.abs(truth - high)) / truth;
      });
    return Math.max(...errors);
  }

  test('on a steady link', () => expect(worstError(() => mbps)).toBeLessThan(0.2));
  test('on a link that swings by a third every few seconds', () =>
    expect(worstError((at) => mbps * (1 + 0.33 * Math.sin(at / 3_000)))).toBeLessThan(0.2));
  test('on a link that stutters', () =>
    expect(worstError((at) => (at % 4_000 < 1_000 ? 0.2 : 1.2) * mbps)).toBeLessThan(0.2));
  test('half a minute after the link became half as fast', () =>
    expect(worstError((at) => (at < 20_000 ? mbps : mbps / 2), 50_000)).toBeLessThan(0.2));
});
