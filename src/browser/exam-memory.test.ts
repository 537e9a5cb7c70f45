import { beforeEach, describe, expect, it, vi } from 'vitest';
import { examMemory } from './exam-memory.ts';

let kept: Record<string, unknown>;

beforeEach(() => {
  kept = {};
  const local = {
    get: async (name: string) => structuredClone({ [name]: kept[name] }),
    set: async (values: Record<string, unknown>) => void Object.assign(kept, structuredClone(values)),
  };
  vi.stubGlobal('chrome', { storage: { local } });
  return () => vi.unstubAllGlobals();
});

describe('examMemory', () => {
  it('keeps what it was told for each exam', async () => {
    await examMemory('places', 'algebra').write({ x: 1 });
    await examMemory('places', 'biology').write({ x: 2 });
    await examMemory('places', 'algebra').write({ x: 3 });
    await examMemory('looks', 'algebra').write({ x: 4 });
    expect(await examMemory('places', 'algebra').read()).toEqual({ x: 3 });
    expect(await examMemory('places', 'biology').read()).toEqual({ x: 2 });
    expect(await examMemory('places', 'chemistry').read()).toBeUndefined();
  });
  it('forgets the exam that was longest ago', async () => {
    for (let at = 0; at < 6; at++) await examMemory('places', `exam ${at}`).write({ x: at });
    expect(await examMemory('places', 'exam 0').read()).toBeUndefined();
    expect(await examMemory('places', 'exam 1').read()).toEqual({ x: 1 });
    expect(await examMemory('places', 'exam 5').read()).toEqual({ x: 5 });
  });
  it('takes what another version has left there for nothing', async () => {
    kept.places = { x: 10, y: 10 };
    expect(await examMemory('places', 'algebra').read()).toBeUndefined();
  });
});
