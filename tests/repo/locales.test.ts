import { globSync, readFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { describe, expect, it } from 'vitest';

interface Message {
  readonly message: string;
  readonly placeholders?: Record<string, unknown>;
}
type Catalogue = Record<string, Message>;

const files = globSync('extension/_locales/*/messages.json');
const read = (file: string): Catalogue => JSON.parse(readFileSync(file, 'utf8'));
const english = read('extension/_locales/en/messages.json');

/** A plural's categories differ from language to language: what counts is that it has one. */
const withoutPlurals = (key: string) => key.replace(/_(zero|one|two|few|many|other)$/, '_*');
const keysOf = (catalogue: Catalogue) => [...new Set(Object.keys(catalogue).map(withoutPlurals))].sort();
const blanks = ({ message }: Message) => [...new Set(message.match(/\$(\d|\w+\$)/g))].sort();

describe.each(files.map((file) => [basename(dirname(file)), read(file)] as const))(
  'the texts in %s',
  (_, catalogue) => {
    it('are the same as in English', () => {
      expect(keysOf(catalogue)).toEqual(keysOf(english));
    });

    it('say something, and leave the same blanks', () => {
      for (const [key, entry] of Object.entries(catalogue)) {
        expect(entry.message.trim(), key).not.toBe('');
        const original = english[key];
        if (original) expect(blanks(entry), key).toEqual(blanks(original));
      }
    });
  },
);

describe('the English texts', () => {
  it('hold every text that the manifest and the content scripts ask for', () => {
    const manifest = readFileSync('manifest.json', 'utf8');
    const asked = [...manifest.matchAll(/__MSG_(\w+)__/g)];
    const scripts = globSync('content-scripts/*.ts').map((file) => readFileSync(file, 'utf8'));
    asked.push(...scripts.flatMap((text) => [...text.matchAll(/\bword\('(\w+)'/g)]));
    expect(asked.length).toBeGreaterThan(0);
    expect(asked.map((match) => match[1]).filter((key) => key === undefined || !(key in english))).toEqual([]);
  });
});
