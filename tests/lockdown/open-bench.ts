import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { startBackend } from '../../backend/server.ts';
import { extensionId } from '../harness/browser.ts';
import type { Bench } from './bench.ts';
import { startExamSite } from './exam-site.ts';

/** What the command line may change about the bench. */
export interface BenchChoice {
  readonly extension: string;
  readonly backend?: string | undefined;
  readonly platformKey: string;
  readonly operatorKey: string;
  readonly exam?: string | undefined;
  readonly headful: boolean;
}

/** Starts the exam's site and, unless another is named, the reference backend; closes both when the work is done. */
export async function withBench<Result>(choice: BenchChoice, work: (bench: Bench) => Promise<Result>): Promise<Result> {
  const dataDir = mkdtempSync(join(tmpdir(), 'vigil-lockdown-backend-'));
  const own = choice.backend
    ? undefined
    : await startBackend({ port: 0, host: 'localhost', dataDir, extensionIds: [extensionId] });
  const site = await startExamSite();
  try {
    return await work({
      extension: resolve(choice.extension),
      backend: choice.backend ?? own?.origin ?? '',
      platformKey: own?.platformKey ?? choice.platformKey,
      operatorKey: own?.operatorKey ?? choice.operatorKey,
      site,
      examPage: choice.exam,
      headful: choice.headful,
    });
  } finally {
    site.close();
    await own?.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
}
