import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

interface LockedPackage {
  readonly resolved?: string;
  readonly integrity?: string;
  readonly dependencies?: Record<string, string>;
  readonly devDependencies?: Record<string, string>;
  readonly optionalDependencies?: Record<string, string>;
}

const manifest = JSON.parse(readFileSync('package.json', 'utf8'));
const lockText = readFileSync('package-lock.json', 'utf8');
const locked: Record<string, LockedPackage> = JSON.parse(lockText).packages;

describe('package.json', () => {
  it('has no version of its own: a release names it', () => {
    expect(manifest.version).toBe('0.0.0');
    expect(JSON.parse(readFileSync('manifest.json', 'utf8')).version).toBe('0.0.0');
  });

  it('names each package in one exact version', () => {
    const loose = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies }).filter(
      ([, version]) => !/^\d+\.\d+\.\d+$/.test(String(version)),
    );
    expect(loose).toEqual([]);
  });
});

describe('package-lock.json', () => {
  it('records no download addresses, which differ from network to network', () => {
    expect(lockText).not.toMatch(/"resolved"/);
  });

  it('pins the content of every package', () => {
    const unpinned = Object.keys(locked).filter((place) => place !== '' && !locked[place]?.integrity);
    expect(unpinned).toEqual([]);
  });

  it('agrees with package.json', () => {
    expect(locked['']?.devDependencies).toEqual(manifest.devDependencies);
  });

  it('holds the native parts for every system, so that a clean install works on each', () => {
    const missing = Object.entries(locked).flatMap(([place, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies).filter(
        (name) => !locked[`${place}/node_modules/${name}`] && !locked[`node_modules/${name}`],
      ),
    );
    expect(missing).toEqual([]);
  });
});
