import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodeJwt } from 'jose';
import type { Page } from 'puppeteer';
import type { Demo } from '../backend/demo/platform.ts';
import type { Backend } from '../backend/server.ts';
import { recordingFiles } from '../src/protocol/evidence-files.ts';
import { launchBrowser } from '../tests/harness/browser.ts';
import { Candidate, words } from '../tests/harness/candidate.ts';
import { type Attempt, attemptReaches, eventTypes, exportedRecording, faultsOf } from '../tests/harness/evidence.ts';

/** The servers of the demonstration, and the console's address with its key. */
export interface Running {
  readonly backend: Backend;
  readonly demo: Demo;
  readonly console: string;
}

export interface PlayOptions {
  /** Where profile and results go. */
  readonly folder: string;
  /** Folder of the built extension. */
  readonly edition: string;
  readonly minutes: number;
}

/**
 * Takes the demonstration exam as a candidate would, in a browser without a window, and leaves the recording, the
 * receipt and a picture of every page behind.
 * @throws Error when anything of the attempt is missing at the backend
 */
export async function playAttempt(running: Running, { folder, edition, minutes }: PlayOptions): Promise<void> {
  const { backend, demo } = running;
  const stamp = new Date().toISOString().replace(/[:.]/g, '-');
  const results = join(folder, 'runs', stamp);
  mkdirSync(results, { recursive: true });
  const profile = join(results, 'profile');
  const browser = await launchBrowser({
    extension: edition,
    profile,
    sites: [`${backend.origin}/*`, `${demo.origin}/*`],
  });
  const world = {
    exam: demo.origin,
    browser,
    operator: (path: string, init: RequestInit = {}) =>
      fetch(`${backend.origin}${path}`, {
        ...init,
        headers: { ...init.headers, Authorization: `Bearer ${backend.operatorKey}` },
      }),
  };
  try {
    const candidate = new Candidate(world);
    const picture = (page: Page, name: string) => page.screenshot({ path: join(results, `${name}.png`) });
    say('Opening the exam from the dashboard');
    const start = await candidate.openExam();
    await words(start, 'What this exam asks of you');
    await picture(start, '1-consent');
    const page = await candidate.start(async (done) => {
      say(`Done: ${done}`);
      await picture(await candidate.startPage(), `2-after-${done}`);
    });
    say('The exam runs in full screen');
    await picture(page, '3-exam');
    await sitFor(minutes);
    await candidate.work(page);
    const finish = await candidate.submit(page);
    say('Submitted; the rest is uploaded');
    await words(finish, 'All done', 120_000);
    await picture(finish, '4-finish');
    const attempt = await attemptReaches(world, 'complete');
    const faults = await faultsOf(world, attempt);
    if (faults.length > 0) throw new Error(`The backend's record is not whole: ${faults.join('; ')}`);
    await keepRecording(world, attempt, results);
    report(attempt, results, running);
  } finally {
    await browser.close();
  }
}

function say(text: string): void {
  console.log(`  ${new Date().toISOString().slice(11, 19)}  ${text}`);
}

async function sitFor(minutes: number): Promise<void> {
  const seconds = Math.round(minutes * 60);
  for (let left = seconds; left > 0; left -= 10) {
    say(`Recording; ${left} s to go`);
    await new Promise((resolve) => setTimeout(resolve, Math.min(10, left) * 1000));
  }
}

async function keepRecording(
  { operator }: Pick<Parameters<typeof faultsOf>[0], 'operator'>,
  attempt: Attempt,
  results: string,
): Promise<void> {
  for (const { stream, segment } of attempt.segments) {
    const response = await operator(`/v1/attempts/${attempt.attempt}/segments/${stream}/${segment}`);
    writeFileSync(join(results, `${stream}-${segment}.webm`), Buffer.from(await response.arrayBuffer()));
  }
  const archive = await operator(`/v1/attempts/${attempt.attempt}/recording`);
  writeFileSync(join(results, 'recording.tar'), Buffer.from(await archive.arrayBuffer()));
  const files = await exportedRecording({ operator }, attempt);
  const receipt = files.find(({ path }) => path === recordingFiles.receipt);
  if (receipt) writeFileSync(join(results, recordingFiles.receipt), receipt.bytes);
}

function report(attempt: Attempt, results: string, { console: address }: Running): void {
  console.log('\nReceipt, signed by the backend:');
  console.log(JSON.stringify(decodeJwt(attempt.receipt ?? ''), null, 2));
  console.log(`\nEvents: ${eventTypes(attempt).join(', ')}`);
  console.log(`Recording, receipt and screenshots: ${results}`);
  console.log(`Check them: npm run verify -- ${join(results, 'receipt.json')} ${join(results, 'recording.tar')}`);
  console.log(`Review it in the console: npm start -- --headless --keep, then ${address}`);
}
