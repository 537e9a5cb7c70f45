import { describe, expect, it } from 'vitest';
import english from '../../extension/_locales/en/messages.json';

const sources = Object.values(
  import.meta.glob<string>(['../**/*.{ts,tsx}', '../../{extension,popup,background}/**/*.{ts,tsx}', '!**/*.test.ts'], {
    query: '?raw',
    import: 'default',
    eager: true,
  }),
).join('\n');
const manifest = Object.values(
  import.meta.glob<string>('../../manifest.json', { query: '?raw', import: 'default', eager: true }),
).join('\n');

/** Texts that no code names: the manifest's, and one form of a plural for each category. */
const isUsed = (key: string) =>
  manifest.includes(`__MSG_${key}__`) || sources.includes(`'${key.replace(/_(zero|one|two|few|many|other)$/, '')}'`);

describe('the English texts', () => {
  const entries = Object.entries(english) as [string, { message: string; description?: string }][];

  it('are all used', () => {
    expect(entries.map(([key]) => key).filter((key) => !isUsed(key))).toEqual([]);
  });
  it('have blanks numbered without gaps, all forms of a plural taken together, and none that the browser would take for a name', () => {
    const blanks = new Map<string, Set<string>>();
    for (const [key, { message }] of entries) {
      const stem = key.replace(/_(zero|one|two|few|many|other)$/, '');
      blanks.set(stem, new Set([...(blanks.get(stem) ?? []), ...(message.match(/\$\d/g) ?? [])]));
      expect(message, key).not.toMatch(/\$(?!\d)/);
    }
    for (const [stem, found] of blanks)
      expect([...found].sort(), stem).toEqual(Array.from(found, (_, at) => `$${at + 1}`));
  });
  it('have every plural form', () => {
    const keys = new Set(entries.map(([key]) => key));
    const lonely = [...keys].filter((key) => key.endsWith('_one') && !keys.has(key.replace(/_one$/, '_other')));
    expect(lonely).toEqual([]);
  });
});
