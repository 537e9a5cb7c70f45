import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { isDeepStrictEqual } from 'node:util';
import { decodeJwt } from 'jose';
import type { Page } from 'puppeteer';
import type { JournalEntry } from '../../src/protocol/journal.ts';
import { type DeviceJournal, keptReceipt } from './device-journal.ts';
import { type Attempt, faultsOf, type Reviewed } from './evidence.ts';

/** What one attempt came to: what was recorded, and every way in which the backend's store differs from it. */
export interface Tally {
  readonly entries: number;
  readonly parts: number;
  readonly bytes: number;
  /** Entries or parts that the device wrote down and the backend does not hold with the same digest. */
  readonly losses: readonly string[];
  readonly duplicates: readonly string[];
  /** A chain that is broken, entries or parts out of order, a receipt that is missing or names something else. */
  readonly errors: readonly string[];
}

/**
 * Holds what a backend has of an attempt against the journal that the device wrote.
 * @param page a page of the extension, for the receipt that the device keeps
 * @param device what the device held when the end was signed
 */
export async function tally(
  world: Reviewed & { readonly folder: string },
  attempt: Attempt,
  device: DeviceJournal,
  page: Page,
): Promise<Tally> {
  const parts = device.entries.flatMap(({ body }) => (body.kind === 'part' ? [body] : []));
  // A segment that a kill cut short has no last part, and may be too short to be decoded; what was written of it must be there.
  const faults = (await faultsOf(world, attempt)).filter((fault) => !/has no last part$|: only \d packets/.test(fault));
  const isLoss = (fault: string) => /another digest|is missing|cannot be read/.test(fault);
  const kept = countKept(join(world.folder, 'data'), device.record.id);
  return {
    entries: device.entries.length,
    parts: parts.length,
    bytes: parts.reduce((sum, { bytes }) => sum + bytes, 0),
    losses: [...lostEntries(device.entries, attempt.journal), ...faults.filter(isLoss), ...missing(kept, parts.length)],
    duplicates: surplus(kept, parts.length),
    errors: [
      ...faults.filter((fault) => !isLoss(fault)),
      ...receiptFaults(attempt, device, await keptReceipt(page, device.record.id)),
    ],
  };
}

function lostEntries(written: readonly JournalEntry[], held: readonly JournalEntry[]): string[] {
  const places = Array.from({ length: Math.max(written.length, held.length) }, (_, at) => at);
  return places
    .filter((at) => !isDeepStrictEqual(written[at], held[at]))
    .map((at) => `entry ${at} is not at the backend as the device wrote it`);
}

type Kept = Readonly<Record<'journaled parts' | 'stored parts' | 'files', number>>;

function countKept(dataDir: string, session: string): Kept {
  const db = new DatabaseSync(join(dataDir, 'vigil.db'), { readOnly: true });
  const rows = (table: string) =>
    Number(db.prepare(`select count(*) as count from ${table} where session_id = ?`).get(session)?.count);
  const kept = { 'journaled parts': rows('recorded_parts'), 'stored parts': rows('stored_parts') };
  db.close();
  const folder = join(dataDir, 'parts', 'kept', session);
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return { ...kept, files: files.length };
}

function missing(kept: Kept, parts: number): string[] {
  return Object.entries(kept).flatMap(([what, count]) => (count < parts ? [`${count} ${what} of ${parts}`] : []));
}

function surplus(kept: Kept, parts: number): string[] {
  return Object.entries(kept).flatMap(([what, count]) => (count > parts ? [`${count} ${what} of ${parts}`] : []));
}

function receiptFaults(attempt: Attempt, { record, entries }: DeviceJournal, kept: string | null): string[] {
  if (attempt.receipt === null) return ['there is no receipt'];
  const { head, entries: named } = decodeJwt(attempt.receipt);
  const faults: string[] = [];
  if (named !== entries.length) faults.push(`the receipt names ${named} entries of ${entries.length}`);
  if (kept !== attempt.receipt) faults.push('the device keeps another receipt than the backend');
  if (head !== record.head) faults.push('the receipt names another head than the device signed');
  return faults;
}
