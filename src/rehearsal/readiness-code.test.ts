import { describe, expect, it } from 'vitest';
import { type Readiness, readinessCode, readReadinessCode } from './readiness-code.ts';

const readiness: Readiness = {
  day: '2026-11-25',
  version: '1.4.12',
  browser: { kind: 'edge', version: 147 },
  system: 'windows',
  checks: {
    browser: 'advice',
    connection: 'open',
    camera: 'fine',
    microphone: 'fine',
    screen: 'fine',
    identity: 'fine',
    'desk-scan': 'open',
    agreement: 'advice',
  },
  drills: { link: 'passed', camera: 'missed', tab: 'skipped' },
};
const code = readinessCode(readiness);
const symbols = [...code.replaceAll('-', '')];
const alphabet = [...'0123456789ABCDEFGHJKMNPQRSTVWXYZ'];
const withSymbol = (at: number, symbol: string) => symbols.with(at, symbol).join('');

describe('a readiness code', () => {
  it('is short enough for the telephone, and says what was put in', () => {
    expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/);
    expect(readReadinessCode(code)).toEqual(readiness);
    // A desk may read it years later: this form stays as it is.
    expect(code).toBe('1CZC-160H-650C-4RSX');
  });

  it('holds the most and the least that there can be', () => {
    const best: Readiness = {
      ...readiness,
      day: '2048-01-01',
      version: '63.127.127',
      browser: { kind: 'chromium', version: 1023 },
      system: 'chromeos',
      checks: Object.fromEntries(Object.keys(readiness.checks).map((key) => [key, 'advice'])) as Readiness['checks'],
      drills: { link: 'passed', camera: 'passed', tab: 'passed' },
    };
    expect(readReadinessCode(readinessCode(best))).toEqual(best);
    const least: Readiness = { ...best, day: '2026-01-01', version: '0.0.0', browser: { kind: 'other', version: 0 } };
    expect(readReadinessCode(readinessCode(least))).toEqual(least);
    expect(readReadinessCode(readinessCode({ ...best, version: '99.999.1000' }))).toEqual(best);
    expect(readReadinessCode(readinessCode({ ...best, version: 'none' }))).toMatchObject({ version: '0.0.0' });
  });

  it('is read as it is heard: in small letters, with spaces, and with letters that look like digits', () => {
    expect(readReadinessCode(code.toLowerCase().replaceAll('-', ' '))).toEqual(readiness);
    const heard: Readonly<Record<string, string>> = { '0': 'o', '1': 'l', V: 'u' };
    const all = { day: '2026-01-01', version: '0.0.0', browser: { kind: 'other', version: 0 } } as const;
    for (const sample of [readiness, { ...readiness, ...all }, { ...readiness, day: '2027-08-15' }]) {
      const misheard = readinessCode(sample).replace(/[01V]/g, (symbol) => heard[symbol] ?? '');
      expect(readReadinessCode(misheard)).toEqual(sample);
      expect(readReadinessCode(misheard.replaceAll('l', 'I'))).toEqual(sample);
    }
  });

  it('misses no wrong character, wherever it stands', () => {
    const wrong = symbols.flatMap((symbol, at) =>
      alphabet.filter((other) => other !== symbol).map((other) => withSymbol(at, other)),
    );
    expect(wrong).toHaveLength(16 * 31);
    expect(wrong.filter((text) => readReadinessCode(text) !== 'typo')).toEqual([]);
  });

  it('misses no two wrong characters, wherever they stand', () => {
    const missed: string[] = [];
    const other = (symbol: string, by: number) => alphabet[(alphabet.indexOf(symbol) + by) % 32] ?? '';
    for (const [at, one] of symbols.entries()) {
      for (const [further, two] of [...symbols.entries()].slice(at + 1)) {
        for (let by = 1; by < 32; by++) {
          for (let too = 1; too < 32; too++) {
            const text = symbols.with(at, other(one, by)).with(further, other(two, too)).join('');
            if (readReadinessCode(text) !== 'typo') missed.push(text);
          }
        }
      }
    }
    expect(missed).toEqual([]);
  });

  it('misses no two neighbours that are swapped', () => {
    // Every pair of different symbols at every place: swapped, they differ from the true code in two places.
    let tried = 0;
    for (let day = 0; day < 60; day++) {
      const own = readinessCode({
        ...readiness,
        day: new Date(Date.UTC(2026, 0, 1 + day * 97)).toISOString().slice(0, 10),
      });
      const letters = [...own.replaceAll('-', '')];
      for (let at = 0; at < letters.length - 1; at++) {
        const [one = '', next = ''] = letters.slice(at, at + 2);
        if (one === next) continue;
        tried += 1;
        expect(
          readReadinessCode(
            letters
              .with(at, next)
              .with(at + 1, one)
              .join(''),
          ),
        ).toBe('typo');
      }
    }
    expect(tried).toBeGreaterThan(700);
  });

  it('says what else is wrong with what was typed', () => {
    expect(readReadinessCode('')).toBe('short');
    expect(readReadinessCode(code.slice(0, -1))).toBe('short');
    expect(readReadinessCode(`${code}0`)).toBe('long');
    expect(readReadinessCode(withSymbol(3, '?'))).toBe('stranger');
    expect(readReadinessCode('0000-0000-0000-0000')).toBe('form');
  });
});
