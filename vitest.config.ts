import { defineConfig } from 'vitest/config';

/** Tests stand beside the code that they test. */
const unit = '{backend,background,content-scripts,extension,popup,scripts,src}/**/*.test.{ts,tsx}';

/** Files share what they import: loading it anew for each takes longer than most of the tests. */
const together = { isolate: false, pool: 'threads' } as const;

/** One file at a time: they share the machine's attention, and focus is one of the things tested. */
const inBrowser = {
  fileParallelism: false,
  testTimeout: 240_000,
  hookTimeout: 120_000,
  expect: { poll: { timeout: 15_000, interval: 100 } },
};

export default defineConfig({
  test: {
    projects: [
      { test: { ...together, name: 'unit', include: [unit] } },
      // What both sides of the wire must keep; runs a backend on a loopback port.
      { test: { ...together, name: 'contract', include: ['tests/contract/**/*.test.ts'], testTimeout: 30_000 } },
      // Invariants of the repository and of what was built.
      { test: { ...together, name: 'repo', include: ['tests/repo/**/*.test.ts'], testTimeout: 30_000 } },
      // In a real browser.
      { test: { ...inBrowser, name: 'e2e', include: ['tests/{e2e,faults,a11y}/**/*.test.ts'] } },
      // The same, too long for every run of all tests.
      { test: { ...inBrowser, name: 'long', include: ['tests/long/**/*.test.ts'] } },
    ],
  },
});
