import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { zones } from '../../scripts/import-rules.ts';
import { brokenImportRules } from '../../scripts/imports.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'vigil-imports-'));
});
afterEach(() => rmSync(root, { recursive: true }));

function write(files: Record<string, string>): void {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  }
}

describe('the import rules', () => {
  it.each([
    ['the core may not know the browser', 'src/session/a.ts', '../browser/bus.ts'],
    ['the core may not draw', 'src/lockdown/a.ts', '../ui/button.tsx'],
    ['the core may not use a view library', 'src/policy/a.ts', 'preact'],
    ['the core may not use Node', 'src/evidence/a.ts', 'node:fs'],
    ['the protocol knows nothing of ours', 'src/protocol/a.ts', '../policy/schema.ts'],
    ['the polyfill has one door', 'src/browser/bus.ts', 'webextension-polyfill'],
    ['the polyfill has one door', 'background/a.ts', 'webextension-polyfill'],
    ['contexts do not import each other', 'background/a.ts', '../popup/popup.tsx'],
    ['contexts do not import each other', 'popup/a.ts', '../background/boot.ts'],
    ['contexts do not import each other', 'extension/onboarding/a.ts', '../offscreen/recorder.ts'],
    ['contexts do not import each other', 'content-scripts/a.ts', '../background/boot.ts'],
    ['a content script sees no policy', 'content-scripts/a.ts', '../src/policy/schema.ts'],
    ['a content script sees no database', 'content-scripts/a.ts', '../src/browser/database.ts'],
    ['a content script does without the polyfill', 'content-scripts/a.ts', '../src/browser/bus.ts'],
    ['a content script sees no secrets', 'content-scripts/a.ts', '../src/session/machine.ts'],
    ['the backend shares the protocol alone', 'backend/a.ts', '../src/session/machine.ts'],
    ['the backend knows no extension', 'backend/a.ts', '../src/browser/bus.ts'],
    ['the console is a page', 'backend/console/app/a.ts', 'node:fs'],
    ['the console does not know the backend', 'backend/console/app/a.ts', '../../store/database.ts'],
    ['tests are not part of the product', 'background/a.ts', '../tests/harness/browser.ts'],
    ['tools are not part of the product', 'background/a.ts', '../scripts/build.ts'],
    ['no file stands outside the house', 'src/helpers/a.ts', './b.ts'],
  ])('%s: %s may not import %s', (_, file, specifier) => {
    write({ [file]: `import { x } from '${specifier}';\nexport const y = x;\n` });
    expect(brokenImportRules(root)).toEqual([expect.stringContaining(file)]);
  });

  it.each([
    ['types', "import type { x } from '../browser/bus.ts';"],
    ['re-exports', "export * from '../browser/bus.ts';"],
    ['dynamic imports', "export const x = import('../browser/bus.ts');"],
    ['addresses made at run time', 'export const load = (name: string) => import(name);'],
    ['inline types', "export type X = import('../browser/bus.ts').X;"],
    ['the extension API', 'export const id = chrome.runtime.id;'],
  ])('see %s', (_, text) => {
    write({ 'src/session/a.ts': `${text}\n` });
    expect(brokenImportRules(root)).toHaveLength(1);
  });

  it('see what the console reaches through what it may import', () => {
    write({
      'backend/console/app/a.tsx': "import { b } from '../../../src/ui/b.tsx';\nexport const A = () => <b.C />;\n",
      'src/ui/b.tsx': "import { c } from '../browser/page-client.ts';\nexport const b = c;\n",
    });
    expect(brokenImportRules(root)).toEqual([expect.stringContaining('may not reach')]);
  });

  it('let through what they allow', () => {
    write({
      'src/session/a.ts':
        "import * as v from 'valibot';\nimport { b } from '../policy/b.ts';\nexport const a = [v, b];\n",
      'src/session/a.test.ts': "import { readFileSync } from 'node:fs';\nexport const a = readFileSync;\n",
      'popup/a.tsx':
        "import { useState } from 'preact/hooks';\nimport { B } from '../src/ui/b.tsx';\nexport const a = [useState, B];\n",
      'background/a.ts': "import guard from '../content-scripts/guard.iife.ts?script&iife';\nexport const a = guard;\n",
      'backend/a.ts':
        "import { Hono } from 'hono';\nimport { join } from 'node:path';\nexport const a = [Hono, join];\n",
    });
    expect(brokenImportRules(root)).toEqual([]);
  });

  it('hold for zones of which none hides another', () => {
    const hidden = zones.filter(({ within }, place) =>
      zones.slice(0, place).some((zone) => within.startsWith(zone.within)),
    );
    expect(hidden).toEqual([]);
  });
});

it('the linter refuses import cycles, also of types', () => {
  write({
    'src/session/a.ts': "import type { B } from './b.ts';\n\nexport interface A {\n  b: B;\n}\n",
    'src/session/b.ts': "import type { A } from './a.ts';\n\nexport interface B {\n  a: A;\n}\n",
  });
  cpSync('biome.json', join(root, 'biome.json'));
  const linter = join(process.cwd(), 'node_modules/@biomejs/biome/bin/biome');
  const { stdout, stderr } = spawnSync(process.execPath, [linter, 'lint', '--vcs-enabled=false', '.'], {
    cwd: root,
    encoding: 'utf8',
  });
  expect(stdout + stderr).toContain('noImportCycles');
});
