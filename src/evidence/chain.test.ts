import { expect, test } from 'vitest';
import type { JournalEntry } from '../protocol/journal.ts';
import { brokenLink, type Head, link } from './chain.ts';
import { canonicalJson, contentDigest, parseContentDigest, sha256Hex } from './digest.ts';

const policy = 'cd'.repeat(32);

async function chainOf(length: number): Promise<JournalEntry[]> {
  const entries: JournalEntry[] = [];
  let head: Head = { entries: 0, head: policy };
  for (let i = 0; i < length; i++) {
    const body = { kind: 'event', type: 'note.added', severity: 0, cause: '', data: { i } } as const;
    const at = '2026-11-21T09:00:00.000Z';
    const linked = await link(head, {
      id: crypto.randomUUID(),
      session: crypto.randomUUID(),
      policy,
      at,
      mono: i,
      body,
    });
    entries.push(linked.entry);
    head = linked.head;
  }
  return entries;
}

test('a whole chain is whole', async () => {
  expect(await brokenLink(policy, await chainOf(5))).toBeNull();
});

test('a changed, removed, swapped or foreign entry is found', async () => {
  const entries = await chainOf(5);
  const [a, b, c, d, e] = entries as [JournalEntry, JournalEntry, JournalEntry, JournalEntry, JournalEntry];
  expect(await brokenLink(policy, [a, { ...b, mono: b.mono + 1 }, c, d, e])).toMatch('entry 2');
  expect(await brokenLink(policy, [a, c, d, e])).toMatch('entry 1 is missing');
  expect(await brokenLink(policy, [a, c, b, d, e])).toMatch('entry 1 is missing');
  expect(await brokenLink('00'.repeat(32), entries)).toMatch('entry 0');
});

test('the canonical form sorts keys at every level and leaves undefined out', () => {
  expect(canonicalJson({ b: [{ z: 1, a: null }], a: 'é"', c: undefined })).toBe('{"a":"é\\"","b":[{"a":null,"z":1}]}');
  expect(() => canonicalJson({ a: Number.NaN })).toThrow('no canonical');
  expect(() => canonicalJson({ a: new Date() })).toThrow('no canonical');
});

test('Content-Digest is written and read as RFC 9530 has it', async () => {
  const hash = await sha256Hex('{"hello": "world"}');
  expect(contentDigest(hash)).toBe('sha-256=:X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=:');
  expect(parseContentDigest(contentDigest(hash))).toBe(hash);
  expect(parseContentDigest('md5=:abc=:')).toBeNull();
  expect(parseContentDigest(null)).toBeNull();
});
