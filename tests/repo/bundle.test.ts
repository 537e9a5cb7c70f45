import { describe, expect, it } from 'vitest';
import { builtExtension } from './built-extension.ts';

const kilobyte = 1000;
const code = /\.(css|html|js|json|svg)$/;

/** Names of hosts that may stand in the bundle: none of them is ever contacted for its name's sake. */
const allowedHosts = [
  /^www\.w3\.org$/, // names of XML vocabularies
  /^\*$/, // match patterns
  /^(localhost|127\.0\.0\.1)$/, // match patterns for a backend on the same machine
  /(^|\.)example$/, // reserved for explanations
];

function hostsIn(text: string): string[] {
  return [...text.matchAll(/\b(?:https?|wss?):\/\/([^\s/:"'`<>()\\?#]+)/g)].map(
    (match) => match[1]?.replace(/\.$/, '') ?? '',
  );
}

describe('the built extension', () => {
  it('stays small: 30 kB for each script in the exam page, 300 kB in all, compressed', () => {
    const files = builtExtension();
    const scripts = files.filter(({ path }) => path.startsWith('content-scripts/'));
    expect(scripts.length).toBeGreaterThan(0);
    expect(scripts.filter(({ gzipped }) => gzipped > 30 * kilobyte)).toEqual([]);
    expect(files.reduce((total, { gzipped }) => total + gzipped, 0)).toBeLessThanOrEqual(300 * kilobyte);
  });

  it('names no host on the network', () => {
    const strangers = builtExtension()
      .filter(({ path }) => code.test(path))
      .flatMap(({ path, text }) => hostsIn(text).map((host) => `${path}: ${host}`))
      .filter((line) => !allowedHosts.some((allowed) => allowed.test(line.slice(line.indexOf(': ') + 2))));
    expect(strangers).toEqual([]);
  });

  it('makes no code from text', () => {
    const makers = builtExtension().filter(
      ({ path, text }) => path.endsWith('.js') && /\beval\s*\(|\bnew\s+Function\b|\bFunction\s*\(\s*["'`]/.test(text),
    );
    expect(makers.map(({ path }) => path)).toEqual([]);
  });

  it('loads every script from itself', () => {
    const pages = builtExtension().filter(({ path }) => path.endsWith('.html'));
    expect(pages.length).toBeGreaterThan(0);
    for (const { text } of pages) {
      expect(text).not.toMatch(/<script(?![^>]*\bsrc=)/);
      expect(text).not.toMatch(/(src|href)="(https?:)?\/\//);
    }
  });
});

describe('hostsIn', () => {
  it('finds hosts whatever surrounds them', () => {
    expect(hostsIn('fetch("https://metrics.test/a");let a=`wss://x.test:80`;//http://www.w3.org/2000/svg.')).toEqual([
      'metrics.test',
      'x.test',
      'www.w3.org',
    ]);
  });
});
