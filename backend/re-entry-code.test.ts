import * as v from 'valibot';
import { expect, test } from 'vitest';
import { reEntryCode } from '../src/protocol/api.ts';
import { newReEntryCode, reEntryCodeHash } from './re-entry-code.ts';

const services = { operatorKey: 'the-key-of-the-desk' };
const hashOf = (code: string) => reEntryCodeHash(services, 's', code);

test('codes are of the agreed form, of every letter that is clear, and of no other', () => {
  const codes = Array.from({ length: 500 }, newReEntryCode);
  for (const code of codes) expect(v.is(reEntryCode, code)).toBe(true);
  expect(new Set(codes).size).toBe(500);
  expect([...new Set(codes.join('').replaceAll('-', ''))].sort().join('')).toBe('23456789ABCDEFGHJKLMNPQRSTUVWXYZ');
});

test.each(['K7QD-3MXA', 'k7qd3mxa', ' K7QD 3MXA ', 'k7qd–3mxa\n'])('%o is K7QD-3MXA', (typed) => {
  expect(hashOf(typed)).toBe(hashOf('K7QD-3MXA'));
});

test('another code, session or key makes another hash', () => {
  const hashes = [
    hashOf('K7QD-3MXA'),
    hashOf('K7QD-3MXB'),
    reEntryCodeHash(services, 't', 'K7QD-3MXA'),
    reEntryCodeHash({ operatorKey: 'another' }, 's', 'K7QD-3MXA'),
  ];
  expect(new Set(hashes).size).toBe(4);
});
