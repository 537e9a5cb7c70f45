import { describe, expect, it } from 'vitest';
import type { Receipt } from '../protocol/journal.ts';
import { readReceipt, receiptFileName } from './receipt.ts';

const hash = 'ab'.repeat(32);
const facts: Receipt = {
  v: 1,
  session: '7a5b7c1e-7b1a-4c3e-9d43-0c8d8a2f8a11',
  attempt: '0b7d3c52-6d3c-4a55-8ac1-5f4e8a0d2a77',
  exam: 'Éléments d’algèbre / 2',
  provider: 'Universität Nord',
  backend: 'https://proctoring.example',
  device: 'A'.repeat(43),
  policy: hash,
  entries: 120,
  head: hash,
  reason: 'submitted',
  end: hash,
  startedAt: '2026-11-21T10:00:00.000Z',
  endedAt: '2026-11-21T11:00:00.000Z',
  receivedAt: '2026-11-21T11:00:09.000Z',
  streams: [{ stream: 'camera', segments: 60, parts: 1800, bytes: 90_000_000, duration: 3_600_000 }],
  gaps: [],
};
const sign = (payload: unknown) => {
  const bytes = new TextEncoder().encode(JSON.stringify(payload));
  const base64 = btoa(String.fromCharCode(...bytes));
  return `e30.${base64.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')}.c2ln`;
};

describe('readReceipt', () => {
  it('reads what the backend signed, letters beyond ASCII included', () => {
    expect(readReceipt(sign(facts))).toEqual(facts);
  });
  it.each([
    ['nothing', ''],
    ['no JSON', 'e30.!!!.c2ln'],
    ['another document', sign({ v: 1 })],
    ['a count that is none', sign({ ...facts, entries: -1 })],
  ])('refuses %s', (_, jws) => {
    expect(() => readReceipt(jws)).toThrow('receiptUnreadable');
  });
});

describe('receiptFileName', () => {
  it('has no characters that file systems refuse', () => {
    expect(receiptFileName(facts)).toBe('vigil-receipt-Éléments-d-algèbre-2-2026-11-21.json');
    expect(receiptFileName({ ...facts, exam: '///' })).toBe('vigil-receipt-exam-2026-11-21.json');
  });
});
