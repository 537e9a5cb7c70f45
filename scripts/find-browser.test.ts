import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { findBrowser } from './find-browser.mjs';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vigil-browsers-'));
  vi.stubEnv('VIGIL_BROWSER', '');
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

function program(name: string): string {
  const path = join(folder, name);
  writeFileSync(path, '#!/bin/sh\n');
  chmodSync(path, 0o755);
  return path;
}

describe('findBrowser', () => {
  it.each([
    ['microsoft-edge', 'edge'],
    ['chromium-nightly', 'chromium'],
    ['google-chrome', 'chrome'],
  ])('takes the one that VIGIL_BROWSER names, %s being a kind of %s', (name, kind) => {
    const path = program(name);
    vi.stubEnv('VIGIL_BROWSER', path);
    expect(findBrowser()).toEqual({ path, kind });
  });

  it('refuses a VIGIL_BROWSER that cannot be run', () => {
    const path = join(folder, 'nothing');
    vi.stubEnv('VIGIL_BROWSER', path);
    expect(() => findBrowser()).toThrow(path);
  });

  it.runIf(process.platform === 'linux')('finds browsers on PATH, passing over what cannot be run', () => {
    writeFileSync(join(folder, 'chromium'), 'not a program');
    const path = program('chromium-browser');
    vi.stubEnv('PATH', folder);
    const found = findBrowser();
    expect(found?.kind).toBe('chromium');
    expect([path, '/usr/bin/chromium', '/snap/bin/chromium']).toContain(found?.path);
  });
});
