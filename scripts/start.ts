/**
 * The whole of Vigil on this machine: builds the extension for the demonstration platform, starts the backend and the
 * platform, and opens the installed browser on it. Without a display it takes the exam itself, and shows the receipt.
 *   npm start                  with the installed browser
 *   npm start -- --headless    as on a machine without a display
 *   npm start -- --keep        keeps the backend up after the played attempt
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { startDemo } from '../backend/demo/platform.ts';
import { startBackend } from '../backend/server.ts';
import { extensionId, launchBrowser } from '../tests/harness/browser.ts';
import { playAttempt, type Running } from './play-attempt.ts';

const folder = resolve('.vigil');
const edition = join(folder, 'extension');

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '4600' },
    'demo-port': { type: 'string', default: '4601' },
    headless: { type: 'boolean', default: !hasDisplay() },
    keep: { type: 'boolean', default: false },
    minutes: { type: 'string', default: '1' },
  },
});

const running = await startServers(Number(values.port), Number(values['demo-port']));
buildEdition(running);
console.log(`\n  Exam platform   ${running.demo.origin}\n  Console         ${running.console}\n`);

if (values.headless) {
  console.log('This machine has no display, so Vigil takes the demonstration exam itself, with a synthetic camera.');
  await playAttempt(running, { folder, edition, minutes: Number(values.minutes) });
  if (values.keep) {
    console.log('\nThe backend stays up (--keep). Ctrl+C ends it.');
    await interrupted();
  }
} else {
  await openBrowser(running);
}
await running.demo.close();
await running.backend.close();

function hasDisplay(): boolean {
  if (process.platform === 'win32' || process.platform === 'darwin') return true;
  return Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

async function startServers(port: number, demoPort: number): Promise<Running> {
  const backend = await firstFree(port, (free) =>
    startBackend({
      port: free,
      host: 'localhost',
      dataDir: join(folder, 'data'),
      extensionIds: [extensionId],
      examOrigin: `http://localhost:${demoPort}`,
      provider: { name: 'Northfield Assessments', contact: 'exams@northfield.example' },
    }),
  );
  const { platformKey, operatorKey } = backend;
  const demo = await firstFree(demoPort, (free) =>
    startDemo({ port: free, backend: backend.origin, platformKey, operatorKey, log: console.error }),
  );
  return { backend, demo, console: `${backend.origin}/console/#key=${operatorKey}` };
}

/** The wanted port where it is free, any other otherwise. */
async function firstFree<T>(port: number, start: (port: number) => Promise<T>): Promise<T> {
  try {
    return await start(port);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    return start(0);
  }
}

/** The demonstration's own edition: its two sites are fixed, so that the browser need not ask for them. */
function buildEdition({ backend, demo }: Running): void {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'edition.json');
  const facts = { name: 'Vigil (demonstration)', backend: backend.origin, examOrigins: [demo.origin] };
  writeFileSync(file, JSON.stringify(facts));
  process.stdout.write('Building the extension and the console ... ');
  execFileSync(process.execPath, ['scripts/build.ts', '--provider', file, '--out', edition], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  execFileSync('npm', ['run', '-s', 'build:console'], {
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  });
  console.log('done.');
}

async function openBrowser({ demo, console: address }: Running): Promise<void> {
  rmSync(join(folder, 'profile'), { recursive: true, force: true });
  const browser = await launchBrowser({
    extension: edition,
    profile: join(folder, 'profile'),
    headless: false,
    sites: 'ask',
    devices: 'real',
  });
  const [first] = await browser.pages();
  await (first ?? (await browser.newPage())).goto(demo.origin);
  console.log('The browser is open on the exam platform. Start an exam there; close the browser to end this.');
  console.log(`Review the attempt at ${address}`);
  await Promise.race([new Promise((done) => browser.once('disconnected', done)), interrupted()]);
  await browser.close().catch(() => undefined); // the candidate closed it
}

function interrupted(): Promise<void> {
  return new Promise((done) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => done());
  });
}
