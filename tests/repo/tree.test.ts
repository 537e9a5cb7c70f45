import { spawnSync } from 'node:child_process';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { matchesGlob } from 'node:path';
import { describe, expect, it } from 'vitest';
import settings from '../../vitest.config.ts';

const scripts: Record<string, string> = JSON.parse(readFileSync('package.json', 'utf8')).scripts;
const documents = [...globSync('*.md'), ...globSync('{docs,src,background,content-scripts,backend,extension}/**/*.md')];

describe('the tree', () => {
  it.each([
    '.ci/run',
    'README.md',
    'background',
    'content-scripts',
    'extension',
    'manifest.json',
    'package.json',
    'popup',
    'src',
    'tests',
    'vite.config.ts',
  ])('has %s', (entry) => {
    expect(existsSync(entry)).toBe(true);
  });

  it('holds no test file that no lane runs', () => {
    const lanes = settings.test?.projects?.flatMap((project) =>
      typeof project === 'object' && 'test' in project ? (project.test?.include ?? []) : [],
    );
    const files = globSync('**/*.{test,spec}.{ts,tsx,mts,js,mjs}', { exclude: ['node_modules', 'dist'] });
    expect(files.length).toBeGreaterThan(0);
    expect(files.filter((file) => lanes?.filter((lane) => matchesGlob(file, lane)).length !== 1)).toEqual([]);
  });
});

describe('the documents', () => {
  const commands = documents.flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/\bnpm (?:(?:run|-s) )+([\w:-]+)/g)].map(
      (match) => [file, match[1]] as const,
    ),
  );

  it('name only npm scripts that exist', () => {
    expect(documents.length).toBeGreaterThan(0);
    expect(commands.filter(([, script]) => script === undefined || !(script in scripts))).toEqual([]);
  });

  it('link only to files that exist', () => {
    const dead = documents.flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)]
        .map((match) => match[1] ?? '')
        .filter((target) => !existsSync(new URL(target, new URL(file, `file://${process.cwd()}/`))))
        .map((target) => `${file}: ${target}`),
    );
    expect(dead).toEqual([]);
  });
});

describe('setup', () => {
  it('has nothing to do once it was done, and says nothing', () => {
    const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/setup.mjs'], { encoding: 'utf8' });
    expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: '', stderr: '' });
  });
});
