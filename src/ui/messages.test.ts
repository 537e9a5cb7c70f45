import { describe, expect, it } from 'vitest';
import english from '../../extension/_locales/en/messages.json';

const sources = Object.values(
  import.meta.glob<string>(
    ['./**/*.{ts,tsx}', '../../{extension,popup,background,content-scripts}/**/*.{ts,tsx}', '!**/*.test.ts'],
    {
      query: '?raw',
      import: 'default',
      eager: true,
    },
  ),
).join('\n');
const manifest = Object.values(
  import.meta.glob<string>('../../manifest.json', { query: '?raw', import: 'default', eager: true }),
).join('\n');

/** Texts that no code names: the manifest's, and one form of a plural for each category. */
const isUsed = (key: string) =>
  manifest.includes(`__MSG_${key}__`) || sources.includes(`'${key.replace(/_(zero|one|two|few|many|other)$/, '')}'`);

const holes = (message: string) => [...new Set(message.match(/\$\d/g) ?? [])].sort();

describe('the English texts', () => {
  const entries = Object.entries(english) as [string, { message: string; description?: string }][];

  it('are all used', () => {
    expect(entries.map(([key]) => key).filter((key) => !isUsed(key))).toEqual([]);
  });
  it('have substitutions numbered without gaps, and none that the browser would take for a name', () => {
    const wrong = entries.filter(([, { message }]) => {
      const found = holes(message);
      return found.some((hole, at) => hole !== `$${at + 1}`) || /\$(?!\d)/.test(message);
    });
    expect(wrong).toEqual([]);
  });
  it('have every plural form with the same substitutions', () => {
    const keys = new Set(entries.map(([key]) => key));
    const lonely = [...keys].filter((key) => key.endsWith('_one') && !keys.has(key.replace(/_one$/, '_other')));
    expect(lonely).toEqual([]);
  });
});
