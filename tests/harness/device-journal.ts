import type { Page } from 'puppeteer';
import type { SessionRecord } from '../../src/browser/database.ts';
import type { JournalEntry } from '../../src/protocol/journal.ts';

/** What a device holds of one session. */
export interface DeviceJournal {
  readonly record: SessionRecord;
  readonly entries: readonly JournalEntry[];
}

/**
 * Reads the newest session with its journal from the extension's own database. The journal is there until the receipt is.
 * @param page a page of the extension
 * @throws Error when the device knows no session
 */
export async function deviceJournal(page: Page): Promise<DeviceJournal> {
  const { sessions, journal } = await page.evaluate(read);
  const last = journal.at(-1);
  const record = (sessions as SessionRecord[]).find(({ id }) => id === (last as JournalEntry | undefined)?.session);
  if (!record) throw new Error('This device holds no journal');
  return { record, entries: (journal as JournalEntry[]).filter(({ session }) => session === record.id) };
}

/** The same, once the session's end is signed: nothing is added after that. */
export async function signedJournal(page: Page): Promise<DeviceJournal> {
  for (;;) {
    const journal = await deviceJournal(page);
    if (journal.record.end !== null) return journal;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** The receipt that a device keeps of a session; null while it has none. */
export async function keptReceipt(page: Page, session: string): Promise<string | null> {
  const { sessions } = await page.evaluate(read);
  return (sessions as SessionRecord[]).find(({ id }) => id === session)?.receipt ?? null;
}

/** Runs in the page. Only one session has a journal at a time: that of an attempt that is over goes with its receipt. */
async function read(): Promise<{ sessions: unknown[]; journal: unknown[] }> {
  const done = <T>(request: IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const db = await done(indexedDB.open('vigil'));
  const stores = db.transaction(['sessions', 'journal']);
  const [sessions, journal] = await Promise.all([
    done(stores.objectStore('sessions').getAll()),
    done(stores.objectStore('journal').getAll()),
  ]);
  db.close();
  return { sessions, journal };
}
